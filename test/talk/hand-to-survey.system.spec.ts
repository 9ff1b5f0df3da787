import type { DatedDepartment, Directory } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CalledCitizen } from '../callers/called-citizen.js'
import { Operator } from '../operators/operator.js'
import { talkBetween } from '../operators/talk-between.js'
import { Api } from '../stack/api.js'
import { expectEventually } from '../stack/expect-eventually.js'
import { address, password, trunkContact } from '../stack/stack.js'

describe('a citizen handed on', () => {
  let supervisor: Api
  let admin: Api
  let mai: Operator

  beforeAll(async () => {
    ;[supervisor, admin, mai] = await Promise.all([
      Api.signIn(address, 'supervisor', password),
      Api.signIn(address, 'admin', password),
      Operator.signIn(address, { username: 'operator1', password, hertz: 1000 }),
    ])
  })
  afterAll(async () => {
    await mai?.close()
  })

  const talk = (number: string, key: string) => talkBetween(mai, number, { key })

  it('to the survey is asked for a rating, and the operator is in wrap-up', async () => {
    const caller = await talk('0901031007', '2')
    await mai.transferTo('khao sat')
    await mai.waitForState('wrap-up')
    await caller.hearsAnything()
    await caller.press('4')
    await caller.hearsAnything()
    await caller.hangUp()
    const call = await supervisor.endedCallOf('0901031007')
    await expectEventually(async () => expect(await supervisor.get(`/api/calls/${call.id}`)).toMatchObject({ outcome: 'answered', operator: { displayName: 'Nguyễn Thị Mai' }, survey: { rating: 4 } }))
  })

  it('to a department by its number, which the picker knows', async () => {
    const { departments } = await admin.get<Directory>('/api/directory')
    const office = departments.find(({ name }) => name.vi === 'Sở Xây dựng') as DatedDepartment
    const { parentId, openingHoursId, isFallback } = office
    expect((await admin.request('PUT', `/api/directory/departments/${office.id}`, { parentId, openingHoursId, isFallback, phone: '02773851299' })).status).toBe(204)
    const phone = await CalledCitizen.waitAt(trunkContact, 'answers', { hertz: 700 })
    await mai.page.reload()
    await mai.page.locator('[data-testid="phone-status"][data-status="registered"]').waitFor()
    const caller = await talk('0901031008', '1')
    await mai.transferTo('so xay dung')
    await Promise.all([caller.hears({ frequency: 700 }), phone.hears({ frequency: 440 }), mai.waitForState('wrap-up')])
    await caller.hangUp()
    await phone.ended()
  })
})
