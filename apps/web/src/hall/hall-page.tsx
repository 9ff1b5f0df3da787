import type { LiveOperator } from '@app/contracts'
import { Badge, Card, Group, Table, Tabs, Text } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { openChat } from '../chat/open-chat.js'
import { isTooLong, usePauseWords } from '../desk/pause-reasons.js'
import { secondsSince } from '../format/durations.js'
import { useHallNow, useLive } from '../live/live-context.js'
import { PersonalValue } from '../persons-data/personal-value.js'
import { useSession } from '../session/session-context.js'
import { Clock } from '../shell/clock.js'
import { OPERATOR_STATE_COLORS, OPERATOR_STATE_ORDER } from '../shell/operator-states.js'
import { PageTitle } from '../shell/page-title.js'
import { QueueName } from '../shell/queue-name.js'
import { EmptyState, LoadingRows } from '../shell/states.js'
import { ConsultLine } from './consult-line.js'
import { OwnCallLine } from './own-call-line.js'
import { DeedsList } from './deeds-list.js'
import { DeedDialog, OperatorActions, type Deed } from './operator-actions.js'
import { HeldBadge } from './held-badge.js'
import { StateTimeline } from './state-timeline.js'
import { Wallboard } from './wallboard.js'
import { WaitingCallers } from './waiting-callers.js'

/** What happens now: how the queues stand, and what each operator is doing since when. */
export function HallPage() {
  const { t } = useTranslation()
  const { queues, operators: everybody } = useLive()
  // A supervisor who answers no queue is on nobody's board.
  const operators = everybody?.filter(({ state, queues: answered }) => state !== 'offline' || answered.length > 0)
  if (!queues || !operators) return <main className="page">{<LoadingRows rows={8} height={60} />}</main>
  return (
    <main className="page">
      <PageTitle title={t('screen.hall')}>
        <StateCounts operators={operators} />
      </PageTitle>
      <Tabs defaultValue="now" keepMounted={false}>
        <Tabs.List mb="sm">
          <Tabs.Tab value="now" data-testid="tab-now">
            {t('supervise.tab.now')}
          </Tabs.Tab>
          <Tabs.Tab value="deeds" data-testid="tab-deeds">
            {t('supervise.tab.deeds')}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="now">
          <Wallboard />
          <WaitingCallers queues={queues} />
          <Card withBorder p={0}>
            <Operators operators={operators} />
          </Card>
        </Tabs.Panel>
        <Tabs.Panel value="deeds">
          <DeedsList />
        </Tabs.Panel>
      </Tabs>
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
          <Badge key={state} color={count > 0 ? OPERATOR_STATE_COLORS[state] : 'gray'} variant={count > 0 ? 'light' : 'outline'} data-testid={`count-${state}`} data-count={count}>
            {t(`operatorState.${state}`)} {count}
          </Badge>
        )
      })}
    </Group>
  )
}

/** Ticks by itself, so that a table of some hundred people is not drawn anew each second. */
function Since({ since }: { since: string }) {
  return <Clock seconds={secondsSince(since, useHallNow())} />
}

/** Over the limit of its reason a pause has another colour, and says so. */
function StateBadge({ operator: { state, pauseReason, since, afterCall, ownCall, heldSince } }: { operator: LiveOperator }) {
  const { t } = useTranslation()
  const now = useHallNow()
  const { find, nameOf } = usePauseWords()
  const reason = state === 'paused' ? find(pauseReason) : undefined
  const over = isTooLong(reason, secondsSince(since, now))
  return (
    <Group gap={6} wrap="nowrap">
      <Badge color={over ? 'red' : (reason?.colour ?? OPERATOR_STATE_COLORS[state])} variant={over ? 'filled' : 'light'} data-testid="state-badge" data-over={over || undefined}>
        {ownCall ? t('operatorCalls.state') : t(`operatorState.${state}`)}
        {state === 'paused' && pauseReason && ` · ${nameOf(pauseReason)}`}
        {over && ` · ${t('deskWork.over')}`}
      </Badge>
      {heldSince && <HeldBadge since={heldSince} />}
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
  const { role, userId } = useSession()
  const { queues } = useLive()
  const [asked, setAsked] = useState<{ operator: LiveOperator; deed: Deed } | null>(null)
  const [timeline, setTimeline] = useState<LiveOperator | null>(null)
  if (operators.length === 0) return <EmptyState icon={IconUsers} text={t('hall.noOperators')} />
  const sorted = operators.toSorted(
    (a, b) => OPERATOR_STATE_ORDER.indexOf(a.state) - OPERATOR_STATE_ORDER.indexOf(b.state) || Date.parse(a.since) - Date.parse(b.since),
  )
  const supervises = role === 'supervisor'
  return (
    <>
      <Table.ScrollContainer minWidth={860}>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('hall.operator')}</Table.Th>
              <Table.Th>{t('hall.state')}</Table.Th>
              <Table.Th ta="right" w={90}>
                {t('hall.since')}
              </Table.Th>
              <Table.Th>{t('supervise.talk')}</Table.Th>
              <Table.Th>{t('hall.queues')}</Table.Th>
              {supervises && <Table.Th w={150} aria-label={t('supervise.actions')} />}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sorted.map((operator) => {
              const call = operator.talk ?? operator.offer
              return (
                <Table.Tr key={operator.userId} data-testid={`operator-${operator.userId}`} data-state={operator.state} data-queues={operator.queues.join(' ')}>
                  <Table.Td fw={500}>{operator.displayName}</Table.Td>
                  <Table.Td>
                    <StateBadge operator={operator} />
                  </Table.Td>
                  <Table.Td ta="right">{operator.state !== 'offline' && <Since since={operator.since} />}</Table.Td>
                  <Table.Td>
                    {call && (
                      <Text size="sm">
                        <QueueName name={call.queue} /> · <PersonalValue field="number" value={call.number} />
                      </Text>
                    )}
                    {!call && operator.ownCall && <OwnCallLine ownCall={operator.ownCall} />}
                    {operator.consult && <ConsultLine consult={operator.consult} />}
                  </Table.Td>
                  <Table.Td>
                    <Text size="sm" c="dimmed">
                      {operator.queues.map((queue) => t(`queue.${queue}`, { defaultValue: queue })).join(', ')}
                    </Text>
                  </Table.Td>
                  {supervises && (
                    <Table.Td>
                      {operator.userId !== userId && (
                        <OperatorActions operator={operator} choose={(deed) => setAsked({ operator, deed })} chat={() => openChat(operator.userId)} timeline={() => setTimeline(operator)} />
                      )}
                    </Table.Td>
                  )}
                </Table.Tr>
              )
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {asked && <DeedDialog {...asked} queues={queues ?? []} close={() => setAsked(null)} />}
      {timeline && <StateTimeline operator={timeline} close={() => setTimeline(null)} />}
    </>
  )
}
