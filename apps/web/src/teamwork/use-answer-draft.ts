import type { SavedTicketDraft, TicketDraft } from '@app/contracts'
import { useEffect, useRef, useState } from 'react'
import { draftToShow, readLocal, writeLocal } from './answer-draft.js'
import { dropDraft, keepDraft } from './teamwork-queries.js'

const SAVE_AFTER_MS = 800

/** `saved`: the server has it; `local`: this browser alone, the server could not be reached. */
export type DraftState = 'none' | 'saving' | 'saved' | 'local'

/** An answer that is being written: kept by this browser with each key, by the server a moment after the last one. */
export function useAnswerDraft(code: string, server: SavedTicketDraft | null) {
  const [first] = useState(() => draftToShow(readLocal(localStorage, code), server))
  const [draft, setDraft] = useState<TicketDraft>(first.shown)
  const [other, setOther] = useState(first.other)
  const [state, setState] = useState<DraftState>('none')
  const savedAt = useRef(server?.savedAt ?? null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const newest = useRef(draft)
  const underWay = useRef<Promise<void>>(undefined)

  const save = async (words: TicketDraft) => {
    try {
      if (words.text.trim() === '' && words.lateReason.trim() === '') {
        await dropDraft(code)
        savedAt.current = null
      } else {
        savedAt.current = (await keepDraft(code, words)).savedAt
      }
      if (newest.current !== words) return
      writeLocal(localStorage, code, { ...words, savedAt: savedAt.current, unsaved: false })
      setState('saved')
    } catch (error) {
      console.warn('the draft is kept by this browser alone', error)
      setState('local')
    }
  }
  const change = (part: Partial<TicketDraft>) => {
    const words = { ...newest.current, ...part }
    newest.current = words
    setDraft(words)
    writeLocal(localStorage, code, { ...words, savedAt: savedAt.current, unsaved: true })
    setState('saving')
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void (underWay.current = save(words)), SAVE_AFTER_MS)
  }
  // What this browser alone had is taken by the server, too.
  useEffect(() => {
    const local = readLocal(localStorage, code)
    if (local?.unsaved) timer.current = setTimeout(() => void (underWay.current = save(newest.current)), SAVE_AFTER_MS)
    return () => clearTimeout(timer.current)
    // Once, when the ticket is opened.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [code])

  return {
    draft,
    state,
    change,
    /** Written at another desk meanwhile. */
    other,
    takeOther: () => {
      if (other) change(other)
      setOther(null)
    },
    /** It was sent: the server has forgotten it by itself, unless it came once more meanwhile. */
    sent: () => {
      clearTimeout(timer.current)
      newest.current = { text: '', lateReason: '' }
      writeLocal(localStorage, code, null)
      void underWay.current?.then(() => dropDraft(code)).catch((error: unknown) => console.warn('a draft that was sent is still kept', error))
    },
  }
}
