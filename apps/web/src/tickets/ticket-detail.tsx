import type { Ticket, TicketState } from '@app/contracts'
import { Alert, Badge, Card, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { TicketAttachments } from '../attachments/ticket-attachments.js'
import { formatClock } from '../format/durations.js'
import { formatFull } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { useNow } from '../live/live-context.js'
import { ErasedNote } from '../persons-data/erased-note.js'
import { PersonalValue } from '../persons-data/personal-value.js'
import { Facts } from '../shell/facts.js'
import { formatTicketCode } from '../format/numbers.js'
import { KindBadges } from '../ticket-kinds/kind-badges.js'
import { LevelControl } from '../ticket-kinds/level-control.js'
import { TicketValues } from '../ticket-kinds/ticket-values.js'
import { TicketRoutingFacts } from '../routing/ticket-routing-facts.js'
import { AssigneeField } from '../teamwork/assignee-field.js'
import { NotesPanel } from '../teamwork/notes-panel.js'
import { PresenceLine } from '../teamwork/presence-line.js'
import { TicketRecurrences } from '../search/ticket-recurrences.js'
import { TellingCard } from '../telling/telling-card.js'
import { CitizenMessages } from './citizen-messages.js'
import { Deadline } from './deadline.js'
import { TicketCode } from './ticket-code.js'
import { TicketDeeds } from './ticket-deeds.js'
import { TicketHistory } from './ticket-history.js'

export const STATE_COLORS: Record<TicketState, string> = {
  routed: 'blue',
  accepted: 'cyan',
  returned: 'orange',
  asked: 'grape',
  'time-asked': 'yellow',
  merged: 'gray',
  answered: 'lime',
  approved: 'green',
  told: 'teal',
  closed: 'gray',
}

/** All that is known of one ticket; the words of the citizen first. */
export function TicketDetail({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  const of = { kind: 'ticket' as const, id: ticket.code }
  return (
    <Stack gap="sm" data-testid="ticket-detail" data-code={ticket.code}>
      <Group justify="space-between" gap="xs">
        <TicketCode code={ticket.code} size={22} />
        <Group gap={6}>
          <Badge variant="light" color={STATE_COLORS[ticket.state]}>
            {t(`ticketState.${ticket.state}`)}
          </Badge>
          <Deadline ticket={ticket} now={now} />
        </Group>
      </Group>
      <PresenceLine code={ticket.code} />
      <Group gap={6}>
        <KindBadges ticket={ticket} />
        <LevelControl ticket={ticket} />
      </Group>
      <Text fw={600}>{ticket.category.name[language]}</Text>
      {ticket.erasedAt && <ErasedNote at={ticket.erasedAt} />}
      <Text style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
        <PersonalValue field="text" value={ticket.description} of={of} />
      </Text>
      {ticket.voicemail && <audio controls preload="none" src={`/api/tickets/${ticket.code}/voicemail`} style={{ height: 36, width: '100%' }} data-testid="ticket-voicemail" />}
      {ticket.call?.hasRecording && <TicketRecording code={ticket.code} />}
      <TicketValues ticket={ticket} />
      <AssigneeField ticket={ticket} />
      <Facts
        facts={[
          [t('kinds.aboutDepartment'), ticket.aboutDepartment?.[language]],
          [t('departments.ward'), ticket.ward?.name[language]],
          [t('tickets.citizen'), ticket.citizenName && <PersonalValue field="name" value={ticket.citizenName} of={of} />],
          [t('tickets.number'), ticket.citizenNumber && <PersonalValue field="number" value={ticket.citizenNumber} of={of} />],
          [t('tickets.email'), ticket.citizenEmail && <PersonalValue field="email" value={ticket.citizenEmail} of={of} />],
          [t('tickets.tellBy'), ticket.tellBy && t(`tellBy.${ticket.tellBy}`)],
          [t('tickets.department'), ticket.department.name[language]],
          [t('tickets.answerable'), ticket.answerable?.vi !== ticket.department.name.vi && ticket.answerable?.[language]],
          [t('tickets.created'), t('tickets.createdBy', { at: formatFull(ticket.createdAt, language), by: ticket.createdBy ?? t('tickets.bySystem') })],
          [t('tickets.deadline'), formatFull(ticket.deadlineAt, language)],
          [t('kinds.reaction'), ticket.reactionBy && t(ticket.acceptedAt === null ? 'kinds.reactBy' : ticket.acceptedAt <= ticket.reactionBy ? 'kinds.reactedInTime' : 'kinds.reactedLate', { by: formatFull(ticket.reactionBy, language), at: ticket.acceptedAt && formatFull(ticket.acceptedAt, language) })],
          [t('kinds.reached'), ticket.reachedAfter !== null && formatClock(Math.round(ticket.reachedAfter))],
          [t('tickets.timeAskedUntil'), ticket.timeAskedUntil && formatFull(ticket.timeAskedUntil, language)],
          [t('tickets.extensions'), ticket.extensions > 0 && t('tickets.times', { count: ticket.extensions })],
          [t('tickets.reopenings'), ticket.reopenings > 0 && t('tickets.times', { count: ticket.reopenings })],
          [t('tickets.mergedInto'), ticket.mergedInto && formatTicketCode(ticket.mergedInto)],
          [t('tickets.mergedHere'), ticket.mergedHere.length > 0 && ticket.mergedHere.map(formatTicketCode).join(' · ')],
          [t('tickets.rating'), ticket.rating !== null && t('tickets.ratingOf', { rating: ticket.rating })],
          [t('tickets.fromCall'), ticket.call && `${formatFull(ticket.call.arrivedAt, language)}${ticket.call.talkSeconds === null ? '' : ` · ${formatClock(ticket.call.talkSeconds)}`}`],
        ]}
      />
      <TicketAttachments code={ticket.code} />
      {ticket.answer ? (
        <Card bg="light-dark(#eefaf4, #17312a)" p="sm" data-testid="ticket-answer-text">
          <Text size="xs" c="dimmed" mb={4}>
            {t('tickets.answeredBy', { at: formatFull(ticket.answer.at, language), by: ticket.answer.by })}
          </Text>
          <Text style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{ticket.answer.text}</Text>
        </Card>
      ) : (
        ticket.overdue && (
          <Alert color="red" py="xs">
            {t('tickets.overdueHint')}
          </Alert>
        )
      )}
      <TicketRoutingFacts code={ticket.code} />
      <TicketRecurrences code={ticket.code} />
      <TicketDeeds ticket={ticket} />
      <NotesPanel code={ticket.code} />
      <TellingCard ticket={ticket} />
      <CitizenMessages messages={ticket.messages} />
      <TicketHistory history={ticket.history} />
    </Stack>
  )
}

/** The talk that it was written in. Nothing of it is fetched before somebody plays it, for each hearing is noted. */
function TicketRecording({ code }: { code: string }) {
  const { t } = useTranslation()
  return (
    <div>
      <Text size="xs" c="dimmed">
        {t('teamwork.recording')}
      </Text>
      <audio controls preload="none" src={`/api/tickets/${code}/recording`} style={{ height: 36, width: '100%' }} data-testid="ticket-recording" />
    </div>
  )
}
