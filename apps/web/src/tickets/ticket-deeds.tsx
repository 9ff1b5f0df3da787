import type { DoDeed, Ticket, TicketAct } from '@app/contracts'
import { Alert, Button, Group, Select, Stack, Textarea } from '@mantine/core'
import { IconArrowBackUp, IconArrowForwardUp, IconCheck, IconRotateClockwise } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useDepartments, useDoDeed } from '../api/queries.js'
import { failureSentence } from '../api/refused-request.js'
import { useLanguage } from '../i18n.js'
import { AnswerForm } from './answer-form.js'

/** Deeds that a reason is asked for first. */
type WithReason = Exclude<TicketAct, 'accepted' | 'answered'>
const ICONS = { accepted: IconCheck, returned: IconArrowBackUp, 'sent-on': IconArrowForwardUp, reopened: IconRotateClockwise }
const BUTTONS = ['accepted', 'returned', 'sent-on', 'reopened'] as const

/** What whoever looks may do with the ticket now; the server says what that is. */
export function TicketDeeds({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const deed = useDoDeed(ticket.code)
  const [asked, ask] = useState<WithReason | null>(null)
  // Somebody else may have done something meanwhile.
  const open = asked !== null && ticket.may.includes(asked) ? asked : null
  if (ticket.may.length === 0) return null
  return (
    <Stack gap="sm" data-testid="ticket-deeds">
      <Group gap="xs">
        {BUTTONS.filter((act) => ticket.may.includes(act)).map((act) => {
          const Icon = ICONS[act]
          return (
            <Button
              key={act}
              size="sm"
              variant={act === 'accepted' ? 'filled' : 'default'}
              leftSection={<Icon size={16} aria-hidden />}
              loading={act === 'accepted' && deed.isPending}
              aria-expanded={act === 'accepted' ? undefined : open === act}
              onClick={() => {
                deed.reset()
                if (act === 'accepted') deed.mutate({ deed: act })
                else ask(open === act ? null : act)
              }}
              data-testid={`deed-${act}`}
            >
              {t(`tickets.act.${act}`)}
            </Button>
          )
        })}
      </Group>
      {open && <ReasonForm key={open} act={open} ticket={ticket} pending={deed.isPending} send={(body) => deed.mutate(body, { onSuccess: () => ask(null) })} cancel={() => ask(null)} />}
      {deed.error && (
        <Alert color="red" py="xs" role="alert" data-testid="deed-failure">
          {failureSentence(deed.error, language)}
        </Alert>
      )}
      {ticket.may.includes('answered') && open === null && <AnswerForm key={ticket.code} code={ticket.code} />}
    </Stack>
  )
}

function ReasonForm({ act, ticket, pending, send, cancel }: { act: WithReason; ticket: Ticket; pending: boolean; send: (body: DoDeed) => void; cancel: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const departments = useDepartments()
  const [text, setText] = useState('')
  const [department, setDepartment] = useState<string | null>(null)
  const ready = text.trim().length >= 3 && (act !== 'sent-on' || department !== null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!ready) return
    send(act === 'sent-on' ? { deed: act, departmentId: Number(department), text: text.trim() } : { deed: act, text: text.trim() })
  }
  const others = (departments.data ?? []).filter(({ code }) => code !== ticket.department.code)
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        {act === 'sent-on' && (
          <Select label={t('tickets.department')} searchable data={others.map(({ id, name }) => ({ value: String(id), label: name[language] }))} value={department} onChange={setDepartment} nothingFoundMessage={t('tickets.noDepartment')} data-testid="deed-department" />
        )}
        <Textarea
          label={t('tickets.reason')}
          description={t(`tickets.reasonHint.${act}`)}
          autosize
          autoFocus={act !== 'sent-on'}
          minRows={2}
          maxRows={8}
          maxLength={5000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit()
          }}
          data-testid="deed-reason"
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="subtle" onClick={cancel}>
            {t('tickets.cancel')}
          </Button>
          <Button type="submit" loading={pending} disabled={!ready} data-testid="deed-confirm">
            {t(`tickets.act.${act}`)}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
