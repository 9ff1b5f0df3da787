import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { type AmiConnection, type AmiMessage } from './ami-connection.js'
import { AmiNotConnected, AmiRefused, AmiTimeout } from './ami-errors.js'
import { AmiServer, type AskedAction } from './ami-server.testing.js'
import { watchAmi } from './watch-ami.testing.js'

let server: AmiServer
let ami: AmiConnection
let watched: ReturnType<typeof watchAmi>

beforeEach(async () => {
  server = await AmiServer.listen()
  watched = watchAmi(server.port)
  ami = watched.ami
  await watched.start()
})
afterEach(async () => {
  ami.stop()
  await server.close()
})

describe('a list', () => {
  const row = (asked: AskedAction, name: string) => asked.session.tell({ Event: 'QueueMember', ActionID: asked.fields['actionid'] ?? '', Name: name })
  const end = (asked: AskedAction) => asked.session.tell({ Event: 'QueueStatusComplete', ActionID: asked.fields['actionid'] ?? '', EventList: 'Complete' })
  const names = (rows: AmiMessage[]) => rows.map(({ name }) => name)
  const status = { action: 'QueueStatus' }

  it('has its own rows only, also while another one is under way', async () => {
    const asked: AskedAction[] = []
    server.onAction = (one) => {
      one.session.answer(one, { EventList: 'start' })
      if (asked.push(one) < 2) return
      const [a, b] = asked as [AskedAction, AskedAction]
      row(a, 'a1')
      row(b, 'b1')
      one.session.tell({ Event: 'QueueMemberStatus', Name: 'news' })
      row(a, 'a2')
      end(b)
      end(a)
    }
    const news = watched.event()
    const [a, b] = await Promise.all([ami.list(status, 'QueueStatusComplete'), ami.list(status, 'QueueStatusComplete')])
    expect([names(a), names(b)]).toEqual([['a1', 'a2'], ['b1']])
    expect((await news)['name']).toBe('news')
  })

  it('that is refused says why', async () => {
    server.onAction = (asked) => asked.session.refuse(asked, 'Permission denied')
    await expect(ami.list(status, 'QueueStatusComplete')).rejects.toEqual(new AmiRefused('QueueStatus', 'Permission denied'))
  })

  it('that never ends is given up, and its late rows trouble nobody', async () => {
    server.onAction = (asked) => {
      asked.session.answer(asked)
      row(asked, 'a1')
    }
    await expect(ami.list(status, 'QueueStatusComplete', 50)).rejects.toEqual(new AmiTimeout('QueueStatus'))
    server.onAction = (asked) => {
      asked.session.answer(asked)
      row(asked, 'b1')
      end(asked)
    }
    end(await server.action('QueueStatus'))
    expect(names(await ami.list(status, 'QueueStatusComplete'))).toEqual(['b1'])
  })

  it('that breaks off in the middle is not taken for a whole one', async () => {
    server.onAction = (asked) => {
      asked.session.answer(asked)
      row(asked, 'a1')
      asked.session.hangUp()
    }
    await expect(ami.list(status, 'QueueStatusComplete')).rejects.toEqual(new AmiNotConnected('QueueStatus'))
  })
})
