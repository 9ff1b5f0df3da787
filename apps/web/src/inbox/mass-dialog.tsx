import type { MassAct, TicketSummary } from '@app/contracts'
import { Alert, Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { MergeTarget } from './merge-target.js'

export type AskedAct = 'answer' | 'return' | 'merge' | 'incident'

interface Entry {
  text: string
  lateReason: string
  into: string | null
}

function actOf(asked: AskedAct, { text, lateReason, into }: Entry): MassAct | null {
  const words = text.trim()
  if (asked === 'merge') return into === null ? null : { act: 'merge', into }
  if (words.length < 3) return null
  if (asked === 'incident') return { act: 'incident', description: words }
  if (asked === 'return') return { act: 'return', text: words }
  return { act: 'answer', text: words, ...(lateReason.trim().length >= 3 && { lateReason: lateReason.trim() }) }
}

/** What a mass action needs besides a click: the words, or the ticket to merge into. */
export function MassDialog({ asked, tickets, pending, send, close }: { asked: AskedAct; tickets: readonly TicketSummary[]; pending: boolean; send: (act: MassAct) => void; close: () => void }) {
  const { t } = useTranslation()
  const [entry, setEntry] = useState<Entry>({ text: '', lateReason: '', into: null })
  const change = (part: Partial<Entry>) => setEntry((before) => ({ ...before, ...part }))
  const act = actOf(asked, entry)
  const late = asked === 'answer' ? tickets.filter(({ overdue }) => overdue).length : 0
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (act) send(act)
  }
  return (
    <Modal opened onClose={close} size="lg" title={<Text fw={600}>{t(`inbox.mass.title.${asked}`, { count: tickets.length })}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Alert color={asked === 'answer' ? 'teal' : 'blue'} py="xs">
            {t(`inbox.mass.hint.${asked}`)}
          </Alert>
          {asked === 'merge' ? (
            <MergeTarget value={entry.into} change={(into) => change({ into })} not={[]} />
          ) : (
            <Textarea label={t(`inbox.mass.words.${asked}`)} autosize autoFocus minRows={4} maxRows={12} maxLength={5000} value={entry.text} onChange={(event) => change({ text: event.currentTarget.value })} data-testid="mass-text" />
          )}
          {late > 0 && (
            <TextInput label={t('inbox.mass.late', { count: late })} description={t('inbox.lateReasonHint')} maxLength={1000} value={entry.lateReason} onChange={(event) => change({ lateReason: event.currentTarget.value })} data-testid="mass-late-reason" />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="subtle" onClick={close}>
              {t('tickets.cancel')}
            </Button>
            <Button type="submit" color={asked === 'answer' ? 'teal' : undefined} loading={pending} disabled={act === null} data-testid="mass-confirm">
              {t(`inbox.mass.act.${asked}`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
