import { describe, expect, it } from '@jest/globals'
import { emptyDraft, hasWords, TicketDrafts, type TicketOrigin } from './ticket-draft.js'

class MemoryStorage {
  private readonly entries = new Map<string, string>()
  get length() {
    return this.entries.size
  }
  key = (index: number) => [...this.entries.keys()][index] ?? null
  getItem = (key: string) => this.entries.get(key) ?? null
  setItem = (key: string, value: string) => void this.entries.set(key, value)
  removeItem = (key: string) => void this.entries.delete(key)
}

const call: TicketOrigin = { kind: 'call', callId: '1763895165.12', number: '0912345678' }
const voicemail: TicketOrigin = { kind: 'voicemail', voicemailId: 4, callId: '1763895165.9', number: null }
const NOW = Date.parse('2026-11-23T05:00:00Z')

describe('ticket drafts', () => {
  it('begin with the caller number and no words', () => {
    const draft = emptyDraft(call, 'r1')
    expect(draft).toMatchObject({ requestId: 'r1', citizenNumber: '0912345678', categoryId: null })
    expect(hasWords(draft)).toBe(false)
    expect(hasWords({ ...draft, fields: { danger: false, official: ' ' } })).toBe(false)
    expect(hasWords({ ...draft, fields: { danger: true } })).toBe(true)
  })
  it('come back after a reload with the same request id', () => {
    const storage = new MemoryStorage()
    const draft = { ...emptyDraft(call, 'r1'), description: 'Đèn đường hỏng' }
    new TicketDrafts(storage, 7).write(call, draft, NOW)
    expect(new TicketDrafts(storage, 7).read(call)).toEqual(draft)
  })
  it('are one per call, listed newest first, and are the own ones only', () => {
    const storage = new MemoryStorage()
    const mine = new TicketDrafts(storage, 7)
    mine.write(call, { ...emptyDraft(call, 'r1'), place: 'Chợ Cao Lãnh' }, NOW - 5)
    mine.write(voicemail, { ...emptyDraft(voicemail, 'r2'), categoryId: 3 }, NOW)
    expect(mine.list(NOW)).toEqual([voicemail, call])
    expect(new TicketDrafts(storage, 8).list(NOW)).toEqual([])
    expect(new TicketDrafts(storage, 8).read(call)).toBeNull()
  })
  it('vanish when saved, when emptied and after a week', () => {
    const drafts = new TicketDrafts(new MemoryStorage(), 7)
    const draft = { ...emptyDraft(call, 'r1'), description: 'abc' }
    drafts.write(call, draft, NOW)
    drafts.remove(call)
    expect(drafts.read(call)).toBeNull()
    drafts.write(call, draft, NOW)
    drafts.write(call, { ...draft, description: ' ' }, NOW)
    expect(drafts.read(call)).toBeNull()
    drafts.write(call, draft, NOW - 8 * 86_400_000)
    expect(drafts.list(NOW)).toEqual([])
    expect(drafts.read(call)).toBeNull()
  })
  it('survive rubbish in the storage', () => {
    const storage = new MemoryStorage()
    storage.setItem('hotline.ticket-draft.7.call:1763895165.12', '{"origin":')
    const drafts = new TicketDrafts(storage, 7)
    expect(drafts.read(call)).toBeNull()
    expect(drafts.list(NOW)).toEqual([])
    expect(storage.length).toBe(0)
  })
})
