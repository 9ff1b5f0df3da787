import type { LiveOperator, OperatorMoment } from '@app/contracts'
import { Drawer, Group, Stack, Text, Timeline } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { request } from '../api/request.js'
import { usePauseWords } from '../desk/pause-reasons.js'
import { formatClock } from '../format/durations.js'
import { formatTime } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { useNow } from '../live/live-context.js'
import { EmptyState, Loaded } from '../shell/states.js'

const COLORS: Record<OperatorMoment['state'], string> = { available: 'teal', paused: 'yellow', 'wrap-up': 'violet', talking: 'civic', 'talk-over': 'gray', missed: 'red', offline: 'gray' }

/** How an operator got where they are: today's states, the newest first. */
export function StateTimeline({ operator, close }: { operator: LiveOperator; close: () => void }) {
  const { t } = useTranslation()
  const day = useQuery({ queryKey: ['calls', 'operator-day', operator.userId, operator.state, operator.since], queryFn: ({ signal }) => request<OperatorMoment[]>('GET', `/live/operators/${operator.userId}/day`, { signal }), placeholderData: (before) => before })
  return (
    <Drawer opened onClose={close} position="right" size={380} title={t('supervise.timelineOf', { name: operator.displayName })}>
      <Loaded query={day}>{(moments) => <Moments moments={moments} />}</Loaded>
    </Drawer>
  )
}

function Moments({ moments }: { moments: readonly OperatorMoment[] }) {
  const { nameOf } = usePauseWords()
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  if (moments.length === 0) return <EmptyState icon={IconHistory} text={t('supervise.noStates')} />
  const lasted = moments.map(({ at }, index) => (Date.parse(moments[index + 1]?.at ?? new Date(now).toISOString()) - Date.parse(at)) / 1000)
  return (
    <Timeline bulletSize={14} lineWidth={2}>
      {moments
        .map((moment, index) => (
          <Timeline.Item key={index} color={COLORS[moment.state]} data-testid="state-moment" data-state={moment.state}>
            <Stack gap={0}>
              <Group justify="space-between">
                <Text size="sm" fw={600}>
                  {t(`supervise.moment.${moment.state}`)}
                  {moment.reason && ` · ${nameOf(moment.reason)}`}
                </Text>
                <Text size="sm">{formatClock(lasted[index] ?? 0)}</Text>
              </Group>
              <Text size="xs" c="dimmed">
                {formatTime(moment.at, language)}
                {moment.queue && ` · ${t(`queue.${moment.queue}`, { defaultValue: moment.queue })}`}
              </Text>
            </Stack>
          </Timeline.Item>
        ))
        .reverse()}
    </Timeline>
  )
}
