import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { describe, expect, it } from '@jest/globals'
import { holdPort, takenPort } from './ports.js'

describe('the ports an instance needs', () => {
  it('are free, or the first that somebody holds is named', async () => {
    const web = createServer().listen(0, '127.0.0.1')
    await once(web, 'listening')
    const telephone = createSocket('udp4').bind(0, '127.0.0.1')
    await once(telephone, 'listening')
    const tcp = (web.address() as AddressInfo).port
    const udp = telephone.address().port
    expect(await takenPort({ tcp: [tcp], udp: [udp] })).toBe(tcp)
    await new Promise((resolve) => web.close(resolve))
    expect(await takenPort({ tcp: [tcp], udp: [udp] })).toBe(udp)
    await new Promise<void>((resolve) => telephone.close(resolve))
    expect(await takenPort({ tcp: [tcp], udp: [udp] })).toBeNull()
  })

  it('are held by one launcher only', async () => {
    const probe = createServer().listen(0, '127.0.0.1')
    await once(probe, 'listening')
    const { port } = probe.address() as AddressInfo
    expect(await holdPort(port)).toBe(false)
    await new Promise((resolve) => probe.close(resolve))
    expect(await holdPort(port)).toBe(true)
    expect(await holdPort(port)).toBe(false)
  })
})
