import { describe, expect, it } from '@jest/globals'
import { draftToShow, readLocal, writeLocal, type LocalDraft } from './answer-draft.js'

const local = (text: string, more: Partial<LocalDraft> = {}): LocalDraft => ({ text, lateReason: '', savedAt: 't1', unsaved: true, ...more })
const server = (text: string, savedAt = 't1') => ({ text, lateReason: '', savedAt })

describe('an answer that is being written', () => {
  it('is what the server has, unless this browser has words that it has not', () => {
    expect(draftToShow(null, server('Đã xong')).shown.text).toBe('Đã xong')
    expect(draftToShow(local('Đã', { unsaved: false }), server('Đã xong', 't2')).shown.text).toBe('Đã xong')
    expect(draftToShow(local('Đã xong rồi'), server('Đã xong'))).toEqual({ shown: local('Đã xong rồi'), other: null })
    expect(draftToShow(null, null).shown.text).toBe('')
    // It was sent, or thrown away, at another desk.
    expect(draftToShow(local('Đã', { unsaved: false }), null).shown.text).toBe('')
  })
  it('never loses words: of two that differ the other is offered', () => {
    expect(draftToShow(local('Ở đây'), server('Ở nhà', 't2')).other?.text).toBe('Ở nhà')
    expect(draftToShow(local('Như nhau'), server('Như nhau', 't2')).other).toBeNull()
  })
  it('is kept by the browser, of an older version too', () => {
    const entries = new Map<string, string>()
    const storage = { getItem: (key: string) => entries.get(key) ?? null, setItem: (key: string, value: string) => void entries.set(key, value), removeItem: (key: string) => void entries.delete(key) } as unknown as Storage
    writeLocal(storage, '1', local('Đã xong'))
    expect(readLocal(storage, '1')).toEqual(local('Đã xong'))
    writeLocal(storage, '1', local('  '))
    expect(entries.size).toBe(0)
    storage.setItem('hotline.answer-draft.1', 'Chỉ là chữ')
    expect(readLocal(storage, '1')).toEqual({ text: 'Chỉ là chữ', lateReason: '', savedAt: null, unsaved: true })
  })
})
