import type { Person } from '@app/contracts'
import { Paper, Textarea, UnstyledButton } from '@mantine/core'
import { useRef, useState, type KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { matchesSearch } from '../format/fold-diacritics.js'
import { mentionAt, withMention } from './mention-text.js'

const MOST_OFFERED = 6

/** Text in which an `@` offers people, by any word of their name, without marks too. */
export function MentionTextarea({ text, people, change, submit }: { text: string; people: readonly Person[]; change: (text: string) => void; submit: () => void }) {
  const { t } = useTranslation()
  const area = useRef<HTMLTextAreaElement>(null)
  const [caret, setCaret] = useState(0)
  const [chosen, setChosen] = useState(0)
  const typed = mentionAt(text, caret)
  const offered = typed ? people.filter(({ displayName }) => matchesSearch(displayName, typed.search)).slice(0, MOST_OFFERED) : []
  const at = Math.min(chosen, offered.length - 1)
  const take = (person: Person) => {
    if (!typed) return
    const next = withMention(text, typed, person.displayName)
    // At once: whoever types on would type before the caret is there.
    flushSync(() => {
      change(next.text)
      setCaret(next.caret)
      setChosen(0)
    })
    area.current?.focus()
    area.current?.setSelectionRange(next.caret, next.caret)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return submit()
    const person = offered[at]
    if (!person) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') setChosen((at + (event.key === 'ArrowDown' ? 1 : offered.length - 1)) % offered.length)
    else if (event.key === 'Enter' || event.key === 'Tab') take(person)
    else return
    event.preventDefault()
  }
  return (
    <div style={{ position: 'relative' }}>
      <Textarea
        ref={area}
        aria-label={t('teamwork.note')}
        placeholder={t('teamwork.noteHint')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={3000}
        value={text}
        onChange={(event) => {
          change(event.currentTarget.value)
          setCaret(event.currentTarget.selectionStart)
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
        data-testid="note-text"
      />
      {offered.length > 0 && (
        <Paper withBorder shadow="md" p={4} role="listbox" style={{ position: 'absolute', zIndex: 20, insetInline: 0 }} data-testid="mention-list">
          {offered.map((person, index) => (
            <UnstyledButton
              key={person.id}
              role="option"
              aria-selected={index === at}
              display="block"
              w="100%"
              px="sm"
              py={5}
              fz="sm"
              bg={index === at ? 'light-dark(#dbe8f5, #1d3a56)' : undefined}
              onMouseDown={(event) => {
                event.preventDefault()
                take(person)
              }}
            >
              {person.displayName}
            </UnstyledButton>
          ))}
        </Paper>
      )}
    </div>
  )
}
