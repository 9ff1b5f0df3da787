import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { formatPhone } from '../format/numbers.js'
import { useLanguage } from '../i18n.js'
import { findBy } from './find-by.js'
import { useFindCitizens } from './citizen-queries.js'

/** A caller without a number, or with another one than usual: by number, ticket code or whole name, whichever was typed. */
export function CitizenFind({ callId, choose }: { callId: string; choose: (citizenId: number) => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const find = useFindCitizens()
  const [text, setText] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '') find.mutate({ callId, ...findBy(text) })
  }
  return (
    <Stack gap={6}>
      <form onSubmit={submit}>
        <Group gap={6} wrap="nowrap" align="flex-end">
          <TextInput size="xs" style={{ flex: 1 }} label={t('citizens.findBy')} maxLength={120} autoFocus value={text} onChange={(event) => setText(event.currentTarget.value)} data-testid="citizen-find-text" />
          <Button size="xs" type="submit" loading={find.isPending} data-testid="citizen-find-go">
            {t('citizens.findGo')}
          </Button>
        </Group>
      </form>
      {find.error && (
        <Text size="xs" c="red" role="alert">
          {failureSentence(find.error, language)}
        </Text>
      )}
      {find.data?.length === 0 && (
        <Text size="xs" c="dimmed" role="status">
          {t('citizens.nobodyFound')}
        </Text>
      )}
      {find.data?.map(({ id, name, numbers, tickets }) => (
        <Button key={id} size="compact-sm" variant="default" justify="flex-start" onClick={() => choose(id)} data-testid="citizen-found">
          {[name ?? t('citizens.unnamed'), ...numbers.map(formatPhone), t('citizens.tickets', { count: tickets })].join(' · ')}
        </Button>
      ))}
    </Stack>
  )
}
