import type { LiveOperator } from '@app/contracts'
import { Badge, Card, Group, SimpleGrid, Table, Text } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { isTooLong, usePauseWords } from '../desk/pause-reasons.js'
import { QueueBox } from '../desk/queues-panel.js'
import { secondsSince } from '../format/durations.js'
import { useLive, useNow } from '../live/live-context.js'
import { PersonalValue } from '../persons-data/personal-value.js'
import { Clock } from '../shell/clock.js'
import { OPERATOR_STATE_COLORS, OPERATOR_STATE_ORDER } from '../shell/operator-states.js'
import { PageTitle } from '../shell/page-title.js'
import { EmptyState, LoadingRows } from '../shell/states.js'

/** What happens now: who waits, and what each operator is doing since when. */
export function HallPage() {
  const { t } = useTranslation()
  const { queues, operators } = useLive()
  if (!queues || !operators) return <main className="page">{<LoadingRows rows={8} height={60} />}</main>
  return (
    <main className="page">
      <PageTitle title={t('screen.hall')}>
        <StateCounts operators={operators} />
      </PageTitle>
      <SimpleGrid cols={{ base: 1, md: Math.min(3, Math.max(1, queues.length)) }} mb="md">
        {queues.map((queue) => (
          <Card key={queue.name} withBorder p="md">
            <QueueBox queue={queue} />
          </Card>
        ))}
      </SimpleGrid>
      <Card withBorder p={0}>
        <Operators operators={operators} />
      </Card>
    </main>
  )
}

function StateCounts({ operators }: { operators: readonly LiveOperator[] }) {
  const { t } = useTranslation()
  return (
    <Group gap={6}>
      {OPERATOR_STATE_ORDER.map((state) => {
        const count = operators.filter((operator) => operator.state === state).length
        return (
          <Badge key={state} color={OPERATOR_STATE_COLORS[state]} variant={count > 0 ? 'light' : 'outline'} opacity={count > 0 ? 1 : 0.5} data-testid={`count-${state}`} data-count={count}>
            {t(`operatorState.${state}`)} {count}
          </Badge>
        )
      })}
    </Group>
  )
}

/** Over the limit of its reason a pause has another colour, and says so. */
function StateBadge({ operator: { state, pauseReason, since, afterCall }, now }: { operator: LiveOperator; now: number }) {
  const { t } = useTranslation()
  const { find, nameOf } = usePauseWords()
  const reason = state === 'paused' ? find(pauseReason) : undefined
  const over = isTooLong(reason, secondsSince(since, now))
  return (
    <Group gap={6} wrap="nowrap">
      <Badge color={over ? 'red' : (reason?.colour ?? OPERATOR_STATE_COLORS[state])} variant={over ? 'filled' : 'light'} data-testid="state-badge" data-over={over || undefined}>
        {t(`operatorState.${state}`)}
        {state === 'paused' && pauseReason && ` · ${nameOf(pauseReason)}`}
        {over && ` · ${t('deskWork.over')}`}
      </Badge>
      {afterCall && (
        <Badge color="gray" variant="outline">
          {afterCall.state === 'offline' ? t('deskWork.thenOffline') : t('deskWork.thenPaused', { reason: nameOf(afterCall.reason) })}
        </Badge>
      )}
    </Group>
  )
}

function Operators({ operators }: { operators: readonly LiveOperator[] }) {
  const { t } = useTranslation()
  const now = useNow()
  if (operators.length === 0) return <EmptyState icon={IconUsers} text={t('hall.noOperators')} />
  const sorted = operators.toSorted(
    (a, b) => OPERATOR_STATE_ORDER.indexOf(a.state) - OPERATOR_STATE_ORDER.indexOf(b.state) || Date.parse(a.since) - Date.parse(b.since),
  )
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table verticalSpacing={8}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('hall.operator')}</Table.Th>
            <Table.Th>{t('hall.state')}</Table.Th>
            <Table.Th ta="right" w={110}>
              {t('hall.since')}
            </Table.Th>
            <Table.Th>{t('hall.caller')}</Table.Th>
            <Table.Th>{t('hall.queues')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sorted.map((operator) => (
            <Table.Tr key={operator.userId} data-testid={`operator-${operator.userId}`} data-state={operator.state}>
              <Table.Td fw={500}>{operator.displayName}</Table.Td>
              <Table.Td>
                <StateBadge operator={operator} now={now} />
              </Table.Td>
              <Table.Td ta="right">{operator.state !== 'offline' && <Clock seconds={secondsSince(operator.since, now)} />}</Table.Td>
              <Table.Td>{(operator.talk ?? operator.offer) && <PersonalValue field="number" value={(operator.talk ?? operator.offer)?.number ?? null} />}</Table.Td>
              <Table.Td>
                <Text size="sm" c="dimmed">
                  {operator.queues.map((queue) => t(`queue.${queue}`, { defaultValue: queue })).join(', ')}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
