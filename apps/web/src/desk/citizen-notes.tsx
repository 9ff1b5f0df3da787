import type { Citizen } from '@app/contracts'
import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconNote } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { useNow } from '../live/live-context.js'

/** What colleagues should know before they say hello; never for the citizen. */
export function CitizenNotes({ citizen, write }: { citizen: Citizen; write: ((text: string, done: () => void) => void) | null }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  const [text, setText] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '') write?.(text.trim(), () => setText(''))
  }
  return (
    <section aria-label={t('citizens.notes')}>
      <Stack gap={4}>
        {citizen.notes.map((note) => (
          <Group key={note.id} gap={6} wrap="nowrap" align="flex-start" data-testid="citizen-note">
            <IconNote size={15} style={{ flexShrink: 0, marginTop: 2 }} aria-hidden />
            <div style={{ minWidth: 0 }}>
              <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                {note.text}
              </Text>
              <Text size="xs" c="dimmed">
                {note.by} · {formatMoment(note.at, language, now)}
              </Text>
            </div>
          </Group>
        ))}
        {write && (
          <form onSubmit={submit}>
            <Group gap={6} wrap="nowrap">
              <TextInput size="xs" style={{ flex: 1 }} aria-label={t('citizens.newNote')} placeholder={t('citizens.newNote')} maxLength={2000} value={text} onChange={(event) => setText(event.currentTarget.value)} data-testid="citizen-note-text" />
              {text.trim() !== '' && (
                <Button size="xs" variant="default" type="submit" data-testid="citizen-note-save">
                  {t('citizens.save')}
                </Button>
              )}
            </Group>
          </form>
        )}
      </Stack>
    </section>
  )
}
