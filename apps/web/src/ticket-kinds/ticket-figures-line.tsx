import { REACH_GOAL_SECONDS } from '@app/contracts'
import { Group, Paper, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatClock } from '../format/durations.js'
import { dayOf } from '../format/moments.js'
import { formatCount, formatShare } from '../format/numbers.js'
import { useLanguage } from '../i18n.js'
import { useTicketFigures } from './ticket-kind-queries.js'

const DAYS = 30
const DAY_MS = 86_400_000

/** How the last days' tickets went: levels, time to the department, first reaction, answer. */
export function TicketFiguresLine() {
  const { t } = useTranslation()
  const language = useLanguage()
  const share = (part: number, whole: number) => formatShare(whole === 0 ? null : part / whole, language)
  const figures = useTicketFigures(dayOf(Date.now() - (DAYS - 1) * DAY_MS), dayOf(Date.now()))
  if (!figures.data) return null
  const { made, levels, reach, reaction, answer } = figures.data
  const shown: [string, string, string][] = [
    ['made', t('kinds.figures.made', { days: DAYS }), formatCount(made, language)],
    ...levels.map(({ level, count }): [string, string, string] => [`level-${level}`, t('kinds.level', { level }), formatCount(count, language)]),
    ['reach', t('kinds.figures.reach', { minutes: REACH_GOAL_SECONDS / 60 }), share(reach.withinGoal, reach.known)],
    ['median', t('kinds.figures.median'), reach.medianSeconds === null ? '–' : formatClock(Math.round(reach.medianSeconds))],
    ['reaction', t('kinds.figures.reaction'), share(reaction.inTime, reaction.due)],
    ['answer', t('kinds.figures.answer'), share(answer.inTime, answer.due)],
  ]
  return (
    <Paper withBorder px="md" py={6} data-testid="ticket-figures">
      <Group gap="xl" justify="space-between">
        {shown.map(([name, term, value]) => (
          <div key={name} data-testid={`figure-${name}`}>
            <Text size="xs" c="dimmed">
              {term}
            </Text>
            <Text fw={700}>{value}</Text>
          </div>
        ))}
      </Group>
    </Paper>
  )
}
