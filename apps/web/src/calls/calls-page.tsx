import type { CallOutcome, CallSummary, Page } from '@app/contracts'
import { Badge, Card, Group, Select, Table, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconMicrophone2, IconPhoneOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { useCalls } from '../api/queries.js'
import { formatClock } from '../format/durations.js'
import { dayOf, formatTime } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { PersonalValue } from '../persons-data/personal-value.js'
import { DispositionFilter } from '../dispositions/disposition-filter.js'
import { DayInput } from '../shell/day-input.js'
import { OpenableRow } from '../shell/openable-row.js'
import { PageTitle } from '../shell/page-title.js'
import { QueueName } from '../shell/queue-name.js'
import { EmptyState, Loaded, LoadingRows, Pages } from '../shell/states.js'
import { TicketCode } from '../tickets/ticket-code.js'
import { CallDrawer } from './call-drawer.js'
import { OutcomeBadge } from './outcome-badge.js'
import { OUTCOMES } from './outcomes.js'

export function CallsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { id = null } = useParams()
  const [day, setDay] = useState(() => dayOf(Date.now()))
  const [number, setNumber] = useState('')
  const [outcome, setOutcome] = useState<CallOutcome | null>(null)
  const [disposition, setDisposition] = useState<string | null>(null)
  const [page, setPage] = useState(1)
  const [searched] = useDebouncedValue(number.replace(/[\s.-]/g, ''), 300)
  const calls = useCalls({ day, number: searched, outcome, disposition, page })
  const restart = <T,>(set: (value: T) => void) => (value: T) => {
    set(value)
    setPage(1)
  }
  return (
    <main className="page">
      <PageTitle title={t('screen.calls')}>
        <Group gap="xs">
          <DayInput label={t('calls.day')} day={day} last={dayOf(Date.now())} onChange={restart(setDay)} testId="calls-day" />
          <TextInput size="sm" w={170} placeholder={t('calls.number')} aria-label={t('calls.number')} inputMode="tel" value={number} onChange={(event) => restart(setNumber)(event.currentTarget.value)} data-testid="calls-number" />
          <Select
            size="sm"
            w={190}
            clearable
            placeholder={t('calls.anyOutcome')}
            aria-label={t('calls.outcome')}
            data={OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) }))}
            value={outcome}
            onChange={(value) => restart(setOutcome)(OUTCOMES.find((known) => known === value) ?? null)}
            data-testid="calls-outcome"
          />
          <DispositionFilter value={disposition} onChange={restart(setDisposition)} />
        </Group>
      </PageTitle>
      <Card withBorder p={0}>
        <Loaded query={calls} skeleton={<Card>{<LoadingRows rows={12} height={34} />}</Card>}>
          {(found) => <CallTable calls={found} open={(callId) => void navigate(`/calls/${callId}`)} selected={id} />}
        </Loaded>
      </Card>
      {calls.data && <Pages {...calls.data} onChange={setPage} />}
      <CallDrawer id={id} close={() => void navigate('/calls')} />
    </main>
  )
}

function CallTable({ calls, open, selected }: { calls: Page<CallSummary>; open: (id: string) => void; selected: string | null }) {
  const { t } = useTranslation()
  const language = useLanguage()
  if (calls.items.length === 0) return <EmptyState icon={IconPhoneOff} text={t('calls.none')} />
  return (
    <Table.ScrollContainer minWidth={860}>
      <Table verticalSpacing={7} highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('calls.time')}</Table.Th>
            <Table.Th>{t('calls.number')}</Table.Th>
            <Table.Th>{t('calls.queue')}</Table.Th>
            <Table.Th>{t('calls.outcome')}</Table.Th>
            <Table.Th ta="right">{t('calls.wait')}</Table.Th>
            <Table.Th ta="right">{t('calls.talk')}</Table.Th>
            <Table.Th>{t('calls.operator')}</Table.Th>
            <Table.Th>{t('calls.tickets')}</Table.Th>
            <Table.Th aria-label={t('calls.recording')} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {calls.items.map((call) => (
            <OpenableRow key={call.id} open={() => open(call.id)} label={t('calls.open', { time: formatTime(call.arrivedAt, language) })} selected={call.id === selected} testId="call-row">
              <Table.Td>{formatTime(call.arrivedAt, language)}</Table.Td>
              <Table.Td>
                <PersonalValue field="number" value={call.number} dial={{ kind: 'call', id: call.id }} />
              </Table.Td>
              <Table.Td>{call.queue && <QueueName name={call.queue} />}</Table.Td>
              <Table.Td>
                {call.outcome ? <OutcomeBadge outcome={call.outcome} /> : <Badge variant="light">{t('calls.going')}</Badge>}
                {call.disposition && (
                  <Text size="xs" c="dimmed" data-testid="call-disposition">
                    {call.disposition.name[language]}
                  </Text>
                )}
              </Table.Td>
              <Table.Td ta="right">{call.waitSeconds !== null && formatClock(call.waitSeconds)}</Table.Td>
              <Table.Td ta="right">{call.talkSeconds !== null && formatClock(call.talkSeconds)}</Table.Td>
              <Table.Td>{call.operator?.displayName}</Table.Td>
              <Table.Td>
                {call.ticketCodes.map((code) => (
                  <Text key={code} size="sm">
                    <TicketCode code={code} />
                  </Text>
                ))}
              </Table.Td>
              <Table.Td>{call.hasRecording && <IconMicrophone2 size={17} aria-label={t('calls.recording')} />}</Table.Td>
            </OpenableRow>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
