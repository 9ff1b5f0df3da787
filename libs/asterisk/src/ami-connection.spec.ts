import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { type AmiConnection, type AmiTimes } from './ami-connection.js'
import { AmiNotConnected, AmiRefused, AmiTimeout } from './ami-errors.js'
import { AmiServer, type AskedAction } from './ami-server.testing.js'
import { runAlone } from './child-process.testing.js'
import { watchAmi } from './watch-ami.testing.js'

const isLogin = ({ fields }: AskedAction) => fields['action'] === 'login'

let server: AmiServer
const open: AmiConnection[] = []

const connection = (times?: Partial<AmiTimes>) => {
  const watched = watchAmi(server.port, times)
  open.push(watched.ami)
  return watched
}

beforeEach(async () => {
  server = await AmiServer.listen()
})
afterEach(async () => {
  for (const ami of open.splice(0)) ami.stop()
  await server.close()
})

describe('a connection to the Manager Interface', () => {
  it('signs in and gets answers and events', async () => {
    const { ami, start, event } = connection()
    expect(ami.connected).toBe(false)
    await start()
    expect(ami.connected).toBe(true)
    expect((await server.action('login')).fields).toMatchObject({ username: 'console', secret: 'secret' })
    server.onAction = (asked) => asked.session.answer(asked, { Message: 'Added' })
    expect(await ami.action({ action: 'QueueAdd', queue: 'procedures', interface: 'PJSIP/op-7' })).toMatchObject({ response: 'Success', message: 'Added' })
    expect((await server.action('QueueAdd')).fields).toMatchObject({ queue: 'procedures', interface: 'PJSIP/op-7' })
    const told = event()
    server.sessions[0]?.tell({ Event: 'QueueCallerJoin', Queue: 'procedures', CallerIDName: 'Nguyễn Thị Lan' })
    expect(await told).toEqual({ event: 'QueueCallerJoin', queue: 'procedures', calleridname: 'Nguyễn Thị Lan' })
  })

  it('keeps the first of a header that comes twice', async () => {
    const { start, event } = connection()
    await start()
    const told = event()
    server.sessions[0]?.write('Event: Hangup\r\nChanVariable: A=1\r\nCause: 16\r\nCause: 17\r\n\r\n')
    expect(await told).toEqual({ event: 'Hangup', cause: '16' })
  })

  it('understands packets that come in pieces, cut in the middle of a letter', async () => {
    const { start, event } = connection()
    server.onSession = () => undefined
    await start()
    const told = event()
    const bytes = Buffer.from('Event: QueueCallerJoin\r\nCallerIDName: Nguyễn\r\n\r\n')
    const cut = bytes.indexOf('ễ') + 1
    server.sessions[0]?.write(bytes.subarray(0, cut) as unknown as string)
    const ping = server.action('Ping')
    server.onAction = ({ session }) => session.write(bytes.subarray(cut) as unknown as string)
    open[0]?.action({ action: 'Ping' }).catch(() => undefined) // only to know that the first piece has gone out
    await ping
    expect(await told).toEqual({ event: 'QueueCallerJoin', calleridname: 'Nguyễn' })
  })

  it('refuses a line end in a value, and sends nothing', async () => {
    const { ami, start } = connection()
    await start()
    await expect(ami.action({ action: 'QueuePause', reason: 'x\r\nAction: Command' })).rejects.toThrow(TypeError)
    await ami.action({ action: 'Ping' })
    expect(server.asked.map(({ fields }) => fields['action'])).toEqual(['login', 'Ping'])
  })

  it('tells an action refused by Asterisk with its reason', async () => {
    const { ami, start } = connection()
    await start()
    server.onAction = (asked) => asked.session.refuse(asked, 'Unable to add interface: Already there')
    await expect(ami.action({ action: 'QueueAdd' })).rejects.toEqual(new AmiRefused('QueueAdd', 'Unable to add interface: Already there'))
    expect(ami.connected).toBe(true)
  })

  it('gives up an action that is never answered, and that one only', async () => {
    const { ami, start } = connection()
    await start()
    server.onAction = (asked) => asked.fields['action'] !== 'Originate' && asked.session.answer(asked)
    await expect(ami.action({ action: 'Originate' }, 20)).rejects.toEqual(new AmiTimeout('Originate'))
    expect(await ami.action({ action: 'Ping' })).toMatchObject({ response: 'Success' })
  })

  it('gives each of many actions its own answer, in whatever order they come', async () => {
    const { ami, start } = connection()
    await start()
    const held: AskedAction[] = []
    server.onAction = (asked) => {
      held.push(asked)
      if (held.length === 3) for (const each of held.reverse()) each.session.answer(each, { Message: `for ${each.fields['queue']}` })
    }
    const answers = await Promise.all(['a', 'b', 'c'].map((queue) => ami.action({ action: 'QueueSummary', queue })))
    expect(answers.map(({ message }) => message)).toEqual(['for a', 'for b', 'for c'])
  })

  it('lets other handlers hear an event when one of them throws', async () => {
    const { ami, start, faults } = connection()
    ami.onEvent(() => {
      throw new Error('a handler failed')
    })
    const heard: string[] = []
    const both = new Promise<void>((resolve) => ami.onEvent((told) => heard.push(told['event'] ?? '') === 2 && resolve()))
    await start()
    for (const name of ['One', 'Two']) server.sessions[0]?.tell({ Event: name })
    await both
    expect(heard).toEqual(['One', 'Two'])
    expect(faults.map(({ message }) => message)).toEqual(['a handler failed', 'a handler failed'])
    expect(ami.connected).toBe(true)
  })
})

describe('while Asterisk misbehaves, a connection', () => {
  it('refuses every action at once, and none is sent later', async () => {
    server.onAction = () => undefined
    const { ami, connected } = connection()
    const there = connected()
    ami.start()
    const login = await server.action('login')
    await expect(ami.action({ action: 'QueuePause' })).rejects.toEqual(new AmiNotConnected('QueuePause'))
    await expect(ami.list({ action: 'QueueStatus' }, 'QueueStatusComplete')).rejects.toEqual(new AmiNotConnected('QueueStatus'))
    server.onAction = (asked) => asked.session.answer(asked)
    login.session.answer(login)
    await there
    await ami.action({ action: 'Ping' })
    expect(server.asked.map(({ fields }) => fields['action'])).toEqual(['login', 'Ping'])
  })

  it('that is refused the login tries again until it is let in', async () => {
    let refusals = 0
    server.onAction = (asked) => (isLogin(asked) && ++refusals < 3 ? asked.session.refuse(asked, 'Authentication failed') : asked.session.answer(asked))
    const { start, faults } = connection()
    await start()
    expect(faults).toEqual([new AmiRefused('login', 'Authentication failed'), new AmiRefused('login', 'Authentication failed')])
  })

  it('that is accepted and never answered gives up and tries again', async () => {
    server.onAction = (asked) => asked.session.number > 1 && asked.session.answer(asked)
    const { start, faults } = connection({ action: 300 })
    await start()
    expect(faults[0]).toEqual(new AmiTimeout('login'))
    await server.sessions[0]?.gone
  })

  it('does not take half an answer to the login for an answer', async () => {
    server.onAction = (asked) => {
      if (asked.session.number > 1) return asked.session.answer(asked)
      asked.session.write(`Response: Success\r\nActionID: ${asked.fields['actionid']}\r\n`)
      asked.session.hangUp()
    }
    const { start, faults } = connection()
    await start()
    expect(server.sessions).toHaveLength(2)
    expect(faults.map(({ message }) => message)).toEqual(['Asterisk closed the connection'])
  })

  it('is not troubled by what is no AMI at all', async () => {
    server.onSession = (session) => session.write('HTTP/1.1 400 Bad Request\r\n\r\n\r\n: \r\nEvent\r\n\r\nResponse: \r\n\r\n\0\r\n\r\n')
    const { ami, start } = connection()
    await start()
    expect(await ami.action({ action: 'Ping' })).toMatchObject({ response: 'Success' })
  })

  it('rejects what is in flight when it breaks, and tells that it is away', async () => {
    const { ami, start, disconnected } = connection()
    await start()
    server.onAction = ({ session }) => session.hangUp()
    const away = disconnected()
    const inFlight = [ami.action({ action: 'QueuePause' }), ami.action({ action: 'QueueAdd' })]
    expect(await Promise.allSettled(inFlight)).toEqual(['QueuePause', 'QueueAdd'].map((name) => ({ status: 'rejected', reason: new AmiNotConnected(name) })))
    await away
    expect(ami.connected).toBe(false)
  })

  it('comes back by a fresh sign-in when Asterisk comes back on the same port, and runs onConnected again', async () => {
    const { ami, start, connected, disconnected, fault } = connection()
    await start()
    const { port } = server
    const away = disconnected()
    await server.close()
    await away
    expect(await fault()).toMatchObject({ code: 'ECONNREFUSED' })
    const again = connected()
    server = await AmiServer.listen(port)
    await again
    expect(server.asked.map(({ fields }) => fields['action'])).toEqual(['login'])
    expect(await ami.action({ action: 'Ping' })).toMatchObject({ response: 'Success' })
  })

  it('does not take an answer of another sign-in for its own', async () => {
    const { ami, start, connected } = connection()
    await start()
    server.onAction = (asked) => (isLogin(asked) ? asked.session.answer(asked) : undefined)
    const lost = ami.action({ action: 'QueuePause' })
    const again = connected()
    const before = await server.action('QueuePause')
    before.session.hangUp()
    await expect(lost).rejects.toEqual(new AmiNotConnected('QueuePause'))
    await again
    server.onAction = (asked) => {
      asked.session.answer(before, { Message: 'of before' })
      asked.session.answer(asked, { Message: 'of now' })
    }
    expect(await ami.action({ action: 'QueuePause' })).toMatchObject({ message: 'of now' })
  })

  it('that falls silent is ended by its heart-beat', async () => {
    server.onAction = (asked) => (isLogin(asked) || asked.session.number > 1 ? asked.session.answer(asked) : undefined)
    const { ami, start, connected, faults, disconnected } = connection({ beat: 100 })
    await start()
    const away = disconnected()
    const again = connected()
    const inFlight = ami.action({ action: 'QueuePause' })
    await expect(inFlight).rejects.toEqual(new AmiNotConnected('QueuePause'))
    await away
    expect(faults[0]).toEqual(new AmiTimeout('Ping'))
    await server.sessions[0]?.gone
    await again
    expect(ami.connected).toBe(true)
  })

  it('comes back although every handler of it throws', async () => {
    const { ami, start, connected, faults } = connection()
    ami.onConnected(() => {
      throw new Error('onConnected threw')
    })
    ami.onConnected(() => Promise.reject(new Error('onConnected rejected')))
    ami.onDisconnected(() => {
      throw new Error('onDisconnected threw')
    })
    await start()
    const again = connected()
    server.sessions[0]?.hangUp()
    await again
    await ami.action({ action: 'Ping' })
    expect(faults.map(({ message }) => message)).toEqual(['onConnected threw', 'onConnected rejected', 'onDisconnected threw', 'Asterisk closed the connection', 'onConnected threw', 'onConnected rejected'])
  })
})

describe('after stop(),', () => {
  it('nothing is tried again, and what is in flight is rejected', async () => {
    const { ami, start, disconnected } = connection()
    await start()
    server.onAction = () => undefined
    const away = disconnected()
    const inFlight = ami.action({ action: 'QueuePause' })
    await server.action('QueuePause')
    ami.stop()
    await expect(inFlight).rejects.toEqual(new AmiNotConnected('QueuePause'))
    await away
    await server.sessions[0]?.gone
    await expect(ami.action({ action: 'Ping' })).rejects.toEqual(new AmiNotConnected('Ping'))
    expect(server.sessions).toHaveLength(1)
  })

  it('a connection can be started again', async () => {
    const { ami, start } = connection()
    await start()
    ami.stop()
    await start()
    expect(await ami.action({ action: 'Ping' })).toMatchObject({ response: 'Success' })
  })

  const child = (deed: string) => `const ami = new asterisk.AmiConnection({ host: '127.0.0.1', port: ${server.port}, username: 'a', password: 'b', times: { action: 60_000, beat: 60_000 } })
    ami.start()
    ${deed}
    ami.stop()`

  it('a process whose connection is still opening ends by itself', async () => {
    const alone = runAlone(child(''))
    alone.release()
    expect(await alone.ended).toEqual({ code: 0, output: '' })
  }, 20_000)

  it.each([
    ['waits for the answer to its login', false],
    ['is signed in', true],
  ])('a process whose connection %s ends by itself, also when the other side never closes', async (_name, answers) => {
    await server.close()
    server = await AmiServer.listen(0, true)
    server.onAction = (asked) => answers && asked.session.answer(asked)
    const alone = runAlone(child('await stop'))
    await server.action('login')
    alone.release()
    expect(await alone.ended).toEqual({ code: 0, output: '' })
  }, 20_000)
})
