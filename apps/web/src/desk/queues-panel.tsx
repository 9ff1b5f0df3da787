import type { LiveQueue } from '@app/contracts'
import { Badge, Box, Group, Skeleton, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { secondsSince } from '../format/durations.js'
import { useHallNow } from '../live/live-context.js'
import { PersonalValue } from '../persons-data/personal-value.js'
import { Clock } from '../shell/clock.js'
import { QueueName } from '../shell/queue-name.js'

/** Longer than this is worth a colour: the service level's 20 s, then a minute. */
const toneOf = (seconds: number) => (seconds >= 60 ? 'red' : seconds >= 20 ? 'orange' : 'teal')

export function QueuesPanel({ queues }: { queues: readonly LiveQueue[] | null }) {
  const { t } = useTranslation()
  if (!queues) {
    return (
      <Stack gap="xs" role="status" aria-label={t('common.loading')}>
        <Skeleton height={70} />
        <Skeleton height={70} />
      </Stack>
    )
  }
  return (
    <Stack gap="sm" component="section" aria-label={t('desk.queues')}>
      {queues.map((queue) => (
        <QueueBox key={queue.name} queue={queue} />
      ))}
    </Stack>
  )
}

export function QueueBox({ queue }: { queue: LiveQueue }) {
  const { t } = useTranslation()
  const now = useHallNow()
  // In the order of their turns: priority and a kept place count, not only the wait.
  const inTurn = queue.waiting
  return (
    <Box data-testid={`queue-${queue.name}`} data-waiting={queue.waiting.length}>
      <Group justify="space-between" wrap="nowrap" mb={4}>
        <Text fw={600} size="sm">
          <QueueName name={queue.name} />
        </Text>
        <Badge color={queue.waiting.length > 0 ? 'civic' : 'gray'} variant={queue.waiting.length > 0 ? 'filled' : 'light'} aria-label={t('desk.waitingCount', { count: queue.waiting.length })}>
          {queue.waiting.length}
        </Badge>
      </Group>
      {inTurn.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('desk.nobodyWaits')}
        </Text>
      ) : (
        <Stack gap={2}>
          {inTurn.map((caller) => {
            const seconds = secondsSince(caller.enteredAt, now)
            return (
              <Group key={caller.callId} justify="space-between" wrap="nowrap" py={3} px={8} style={{ borderRadius: 6 }} bg="light-dark(#f4f6f9, #24282e)" data-testid={`waiting-${caller.callId}`} data-number={caller.number ?? ''} data-seconds={seconds}>
                <Text size="sm">
                  <PersonalValue field="number" value={caller.number} />
                </Text>
                <Text size="sm" fw={600} c={`light-dark(var(--mantine-color-${toneOf(seconds)}-8), var(--mantine-color-${toneOf(seconds)}-4))`} data-testid="waited">
                  <Clock seconds={seconds} />
                </Text>
              </Group>
            )
          })}
        </Stack>
      )}
    </Box>
  )
}
