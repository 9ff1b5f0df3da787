import type { LiveOperator, OperatorStep } from '@app/contracts'
import { Drawer, Group, Stack, Text, Timeline } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { request } from '../api/request.js'
import { usePauseWords } from '../desk/pause-reasons.js'
import { formatTime } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { EmptyState, Loaded } from '../shell/states.js'
import { groupSteps, type StepLine } from './group-steps.js'

const COLORS: Record<OperatorStep['event'], string> = {
  asked: 'gray',
  joined: 'teal',
  left: 'gray',
  paused: 'yellow',
  available: 'teal',
  'talk-began': 'civic',
  'talk-ended': 'gray',
  'offer-missed': 'red',
  'wrap-up-extended': 'violet',
  'own-call-began': 'civic',
  'own-call-ended': 'gray',
}
const WRAP_UP = 'wrap-up'
/** Why the system did it; anything else is what a person wrote. */
const SYSTEM_REASONS = ['wrap-up-over', 'after-call', 'absence', 'mended', 'citizen', 'operator'] as const

/** How an operator got where they are: today's steps, the newest first, with who asked for them. */
export function StateTimeline({ operator, close }: { operator: LiveOperator; close: () => void }) {
  const { t } = useTranslation()
  const day = useQuery({ queryKey: ['operator-steps', operator.userId], queryFn: ({ signal }) => request<OperatorStep[]>('GET', `/api/operators/${operator.userId}/states`, { signal }), placeholderData: (before) => before })
  return (
    <Drawer opened onClose={close} position="right" size={420} title={t('supervise.timelineOf', { name: operator.displayName })} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Loaded query={day}>{(steps) => <Steps lines={groupSteps(steps)} />}</Loaded>
    </Drawer>
  )
}

function Steps({ lines }: { lines: readonly StepLine[] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const what = useStepWords()
  if (lines.length === 0) return <EmptyState icon={IconHistory} text={t('supervise.noStates')} />
  return (
    <Timeline bulletSize={14} lineWidth={2}>
      {lines
        .map((line) => (
          <Timeline.Item key={line.id} color={line.event === 'paused' && line.reason === WRAP_UP ? 'violet' : COLORS[line.event]} data-testid="state-step" data-event={line.event} data-reason={line.reason ?? ''}>
            <Stack gap={0}>
              <Group justify="space-between" wrap="nowrap" align="start">
                <Text size="sm" fw={600}>
                  {what(line)}
                </Text>
                <Text size="sm">{formatTime(line.at, language)}</Text>
              </Group>
              <Text size="xs" c="dimmed">
                {[line.by?.displayName, line.why && (isSystemReason(line.why) ? t(`stateSteps.why.${line.why}`) : line.why), ...line.queues.map((queue) => t(`queue.${queue}`, { defaultValue: queue }))].filter(Boolean).join(' · ')}
              </Text>
            </Stack>
          </Timeline.Item>
        ))
        .reverse()}
    </Timeline>
  )
}

function useStepWords(): (line: StepLine) => string {
  const { t } = useTranslation()
  const { nameOf } = usePauseWords()
  return ({ event, reason }) => {
    switch (event) {
      case 'asked': {
        const wanted = reason === 'available' || reason === 'offline' ? t(`operatorState.${reason}`) : nameOf(reason)
        return t('stateSteps.asked', { wanted })
      }
      case 'paused':
        return reason === WRAP_UP ? t('operatorState.wrap-up') : [t('stateSteps.paused'), nameOf(reason === AUTO_PAUSE ? 'missed-offer' : reason)].filter(Boolean).join(' · ')
      case 'wrap-up-extended':
        return t('stateSteps.wrap-up-extended', { seconds: reason })
      default:
        return t(`stateSteps.${event}`)
    }
  }
}

/** app_queue's own word for the pause after an offer that rang out. */
const AUTO_PAUSE = 'Auto-Pause'
const isSystemReason = (why: string): why is (typeof SYSTEM_REASONS)[number] => (SYSTEM_REASONS as readonly string[]).includes(why)
