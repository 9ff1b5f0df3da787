import type { CallSummary } from '@app/contracts'
import { Badge, Table, Text } from '@mantine/core'
import { IconMicrophone2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { formatClock } from '../format/durations.js'
import { formatFull, formatTime } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { PersonalValue } from '../persons-data/personal-value.js'
import { OpenableRow } from '../shell/openable-row.js'
import { QueueName } from '../shell/queue-name.js'
import { TicketCode } from '../tickets/ticket-code.js'
import { OutcomeBadge } from './outcome-badge.js'

interface Props {
  calls: readonly CallSummary[]
  open: (id: string) => void
  testId: string
  /** The log of one day: its calls can be called back and show what came of them; elsewhere each says its day too. */
  log?: { selected: string | null }
}

export function CallTable({ calls, open, testId, log }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const time = log ? formatTime : formatFull
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
            {log && <Table.Th aria-label={t('calls.recording')} />}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {calls.map((call) => (
            <OpenableRow key={call.id} open={() => open(call.id)} label={t('calls.open', { time: time(call.arrivedAt, language) })} selected={call.id === log?.selected} testId={testId}>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{time(call.arrivedAt, language)}</Table.Td>
              <Table.Td>
                <PersonalValue field="number" value={call.number} dial={log ? { kind: 'call', id: call.id } : null} />
              </Table.Td>
              <Table.Td>
                {call.queue && <QueueName name={call.queue} />}
                {call.queue === null && call.source === 'operator' && (
                  <Text size="sm" c="dimmed">
                    {t('callSource.operator')}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                {call.outcome ? <OutcomeBadge outcome={call.outcome} /> : <Badge variant="light">{t('calls.going')}</Badge>}
                {log && call.disposition && (
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
              {log && <Table.Td>{call.hasRecording && <IconMicrophone2 size={17} aria-label={t('calls.recording')} />}</Table.Td>}
            </OpenableRow>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
