import type { DoDeed, Ticket, TicketAct } from '@app/contracts'
import { Button, Group, Rating, Select, Stack, Text, Textarea } from '@mantine/core'
import { DateTimePicker } from '@mantine/dates'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useDepartments } from '../api/queries.js'
import { useProofMissing } from '../attachments/attachment-queries.js'
import { ProofNotice } from '../attachments/proof-notice.js'
import { matchesSearch } from '../format/fold-diacritics.js'
import { useLanguage } from '../i18n.js'
import { TemplatePicker } from '../teamwork/template-picker.js'
import { MergeTarget } from '../inbox/merge-target.js'

/** Deeds that are asked for more than a click. */
export type DeedWithForm = Exclude<TicketAct, 'accepted' | 'extended' | 'approved' | 'told' | 'answered' | 'closed' | 'corrected' | 'level-changed'>

interface Entry {
  text: string
  department: string | null
  /** `2026-11-26 16:00:00`, the clock on the wall in Việt Nam. */
  until: string | null
  into: string
  rating: number
}

const VIETNAM = '+07:00'
/** A remark with a rating, and nothing else, may stay away. */
const hasWords = (act: DeedWithForm) => act !== 'merged'
const needsWords = (act: DeedWithForm) => hasWords(act) && act !== 'rated'

/** What is sent; null while something is missing. */
function deedOf(act: DeedWithForm, { text, department, until, into, rating }: Entry): DoDeed | null {
  const words = text.trim()
  if (needsWords(act) && words.length < 3) return null
  switch (act) {
    case 'sent-on':
      return department === null ? null : { deed: act, departmentId: Number(department), text: words }
    case 'time-asked':
      return until === null ? null : { deed: act, until: new Date(`${until.replace(' ', 'T')}${VIETNAM}`).toISOString(), text: words }
    case 'merged':
      return into === '' ? null : { deed: act, into }
    case 'rated':
      return rating === 0 ? null : { deed: act, rating, ...(words.length >= 3 && { text: words }) }
    default:
      return { deed: act, text: words }
  }
}

export function DeedForm({ act, ticket, pending, send, cancel }: { act: DeedWithForm; ticket: Ticket; pending: boolean; send: (body: DoDeed) => void; cancel: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const departments = useDepartments()
  const [entry, setEntry] = useState<Entry>({ text: '', department: null, until: null, into: '', rating: 0 })
  const change = (part: Partial<Entry>) => setEntry((before) => ({ ...before, ...part }))
  const proofMissing = useProofMissing(ticket.code, 'time-asked') && act === 'time-asked'
  const body = deedOf(act, entry)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (body) send(body)
  }
  const others = (departments.data ?? []).filter(({ code }) => code !== ticket.department.code)
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        {act === 'sent-on' && (
          <Select
            label={t('tickets.department')}
            searchable
            data={others.map(({ id, name }) => ({ value: String(id), label: name[language] }))}
            filter={({ options, search }) => options.filter((option) => 'value' in option && matchesSearch(option.label, search))}
            value={entry.department}
            onChange={(department) => change({ department })}
            nothingFoundMessage={t('tickets.noDepartment')}
            data-testid="deed-department"
          />
        )}
        {act === 'time-asked' && (
          <DateTimePicker label={t('tickets.until')} description={t('tickets.untilHint')} valueFormat="HH:mm DD/MM/YYYY" minDate={new Date()} value={entry.until} onChange={(until) => change({ until })} timePickerProps={{ format: '24h' }} data-testid="deed-until" />
        )}
        {act === 'merged' && <MergeTarget value={entry.into || null} change={(into) => change({ into: into ?? '' })} not={[ticket.code]} />}
        {act === 'rated' && (
          <div>
            <Text size="sm" fw={500}>
              {t('tickets.rating')}
            </Text>
            <Rating size="lg" value={entry.rating} onChange={(rating) => change({ rating })} getSymbolLabel={(value) => t('tickets.ratingOf', { rating: value })} data-testid="deed-rating" />
          </div>
        )}
        {act === 'answered-on-call' && <TemplatePicker ticket={ticket} insert={(words) => change({ text: entry.text.trim() === '' ? words : `${entry.text.trimEnd()}\n${words}` })} />}
        {hasWords(act) && (
          <Textarea
            label={t(`tickets.words.${WORDS[act] ?? 'reason'}`)}
            description={t(`tickets.reasonHint.${act}`)}
            autosize
            autoFocus={act !== 'sent-on' && act !== 'time-asked' && act !== 'rated'}
            minRows={2}
            maxRows={8}
            maxLength={5000}
            value={entry.text}
            onChange={(event) => change({ text: event.currentTarget.value })}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit()
            }}
            data-testid="deed-reason"
          />
        )}
        {act === 'time-asked' && <ProofNotice code={ticket.code} deed="time-asked" />}
        <Group justify="flex-end" gap="xs">
          <Button variant="subtle" onClick={cancel}>
            {t('tickets.cancel')}
          </Button>
          <Button type="submit" loading={pending} disabled={body === null || proofMissing} data-testid="deed-confirm">
            {t(`tickets.act.${act}`)}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** What the words are, where they are no reason. */
const WORDS: Partial<Record<DeedWithForm, 'question' | 'reply' | 'progress' | 'answer' | 'remark' | 'contribution'>> = { contributed: 'contribution', asked: 'question', replied: 'reply', 'time-asked': 'progress', 'answered-on-call': 'answer', rated: 'remark' }
