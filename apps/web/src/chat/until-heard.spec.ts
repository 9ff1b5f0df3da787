import { expect, it } from '@jest/globals'
import { RefusedRequest, unreachable } from '../api/refused-request.js'
import { untilHeard } from './until-heard.js'

const failing = (errors: Error[]) => () => (errors.length > 0 ? Promise.reject(errors.shift() as Error) : Promise.resolve('heard'))
const failure = { code: 'x', message: { vi: 'x', en: 'x' } }
const how = (calledOff = new AbortController().signal) => {
  const said = { unheard: 0 }
  return { said, options: { unheard: () => void said.unheard++, calledOff, wait: () => Promise.resolve() } }
}

it('says it again until somebody hears it', async () => {
  const { said, options } = how()
  expect(await untilHeard(failing([unreachable(), new RefusedRequest(502, failure)]), options)).toBe('heard')
  expect(said.unheard).toBe(2)
})

it('takes a no for an answer', async () => {
  const { said, options } = how()
  await expect(untilHeard(failing([new RefusedRequest(403, failure)]), options)).rejects.toMatchObject({ status: 403 })
  expect(said.unheard).toBe(0)
})

it('says it no more once it was called off', async () => {
  const calledOff = new AbortController()
  const { options } = how(calledOff.signal)
  const said: string[] = []
  const say = () => {
    said.push('help')
    calledOff.abort()
    return Promise.reject(unreachable())
  }
  expect(await untilHeard(say, options)).toBeNull()
  expect(said).toEqual(['help'])
})
