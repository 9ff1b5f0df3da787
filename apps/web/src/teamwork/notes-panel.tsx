import type { TicketNote } from '@app/contracts'
import { Alert, Badge, Button, Card, Group, Stack, Text } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { formatFull } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { mentionsIn } from './mention-text.js'
import { MentionTextarea } from './mention-textarea.js'
import { useReadMentions, useTeamwork, useWriteNote } from './teamwork-queries.js'

const draftKey = (code: string) => `hotline.note-draft.${code}`

/** What people of the house write to each other: yellow, with a lock, so that nobody takes it for an answer. */
export function NotesPanel({ code }: { code: string }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { data } = useTeamwork(code)
  const write = useWriteNote(code)
  const [text, setText] = useState(() => localStorage.getItem(draftKey(code)) ?? '')
  useReadMentions(code)
  const change = (next: string) => {
    setText(next)
    if (next.trim() === '') localStorage.removeItem(draftKey(code))
    else localStorage.setItem(draftKey(code), next)
  }
  const people = data?.mentionable ?? []
  const submit = () => {
    if (text.trim() === '' || write.isPending) return
    write.mutate({ text: text.trim(), mentions: mentionsIn(text, people).map(({ id }) => id) }, { onSuccess: () => change('') })
  }
  return (
    <Card withBorder p="sm" bg="light-dark(#fff8e1, #3a3218)" style={{ borderColor: 'var(--mantine-color-yellow-5)', overflow: 'visible' }} data-testid="notes">
      <Stack gap="xs">
        <Group gap={6} justify="space-between">
          <Text size="sm" fw={600}>
            {t('teamwork.notes')}
          </Text>
          <Badge color="yellow.8" variant="filled" leftSection={<IconLock size={12} aria-hidden />}>
            {t('teamwork.inside')}
          </Badge>
        </Group>
        {data?.notes.map((note) => <Note key={note.id} note={note} />)}
        <MentionTextarea text={text} people={people} change={change} submit={submit} />
        {write.error && (
          <Alert color="red" py="xs" role="alert">
            {failureSentence(write.error, language)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button size="xs" color="yellow.9" loading={write.isPending} disabled={text.trim() === ''} onClick={submit} data-testid="note-save">
            {t('teamwork.saveNote')}
          </Button>
        </Group>
      </Stack>
    </Card>
  )
}

function Note({ note }: { note: TicketNote }) {
  const language = useLanguage()
  return (
    <div data-testid="note">
      <Text size="xs" c="dimmed">
        {note.by} · {formatFull(note.at, language)}
      </Text>
      <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
        {parts(note).map((part, index) => (part.mentioned ? <strong key={index}>{part.text}</strong> : part.text))}
      </Text>
    </div>
  )
}

/** The text with the names of whom it reached apart. */
function parts({ text, mentioned }: TicketNote): { text: string; mentioned: boolean }[] {
  const names = mentioned.map(({ displayName }) => `@${displayName}`).toSorted((a, b) => b.length - a.length)
  if (names.length === 0) return [{ text, mentioned: false }]
  const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return text.split(new RegExp(`(${escaped.join('|')})`)).map((part) => ({ text: part, mentioned: names.includes(part) }))
}
