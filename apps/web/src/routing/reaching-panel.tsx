import type { ReachingFigures } from '@app/contracts'
import { Card, Group, Stack, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { formatClock } from '../format/durations.js'
import { dayOf, formatFull } from '../format/moments.js'
import { formatCount, formatShare, formatTicketCode } from '../format/numbers.js'
import { useLanguage } from '../i18n.js'
import { DayInput } from '../shell/day-input.js'
import { Loaded, LoadingRows } from '../shell/states.js'
import { useReaching } from './routing-queries.js'

const DAY_MS = 86_400_000

/** How long tickets were on the way to a department, and which are on the way now. */
export function ReachingPanel() {
  const { t } = useTranslation()
  const today = dayOf(Date.now())
  const [period, setPeriod] = useState({ from: dayOf(Date.now() - 29 * DAY_MS), to: today })
  const figures = useReaching(period)
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('routing.reaching.about')}
      </Text>
      <Group gap="xs">
        <DayInput label={t('routing.from')} day={period.from} last={period.to} onChange={(from) => setPeriod({ ...period, from })} />
        <span aria-hidden>–</span>
        <DayInput label={t('routing.to')} day={period.to} last={today} onChange={(to) => setPeriod({ from: to < period.from ? to : period.from, to })} />
      </Group>
      <Loaded query={figures} skeleton={<LoadingRows rows={4} />}>
        {(found) => <Figures figures={found} />}
      </Loaded>
    </Stack>
  )
}

function Figures({ figures: { goalSeconds, ways, waiting } }: { figures: ReachingFigures }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const time = (seconds: number | null) => (seconds === null ? '–' : formatClock(Math.round(seconds)))
  return (
    <Group align="flex-start" gap="xl" wrap="wrap">
      <Card withBorder style={{ flex: '3 1 520px' }}>
        <Table data-testid="reaching-figures">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('routing.reaching.way')}</Table.Th>
              <Table.Th ta="right">{t('routing.trial.tickets')}</Table.Th>
              <Table.Th ta="right">{t('routing.reaching.within', { minutes: goalSeconds / 60 })}</Table.Th>
              <Table.Th ta="right">{t('routing.reaching.median')}</Table.Th>
              <Table.Th ta="right">{t('routing.reaching.longest')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {ways.map(({ way, count, withinGoal, median, longest }) => (
              <Table.Tr key={way} data-way={way}>
                <Table.Td>{t(`routing.reaching.${way}`)}</Table.Td>
                <Table.Td ta="right">{formatCount(count, language)}</Table.Td>
                <Table.Td ta="right">{formatShare(count === 0 ? null : withinGoal / count, language)}</Table.Td>
                <Table.Td ta="right">{time(median)}</Table.Td>
                <Table.Td ta="right">{time(longest)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Card>
      <Card withBorder style={{ flex: '2 1 320px' }}>
        <Text size="sm" fw={600} mb="xs">
          {t('routing.reaching.waiting', { count: waiting.length })}
        </Text>
        <Stack gap={6}>
          {waiting.map(({ code, way, since }) => (
            <Group key={`${code} ${since}`} gap="sm" data-testid="reaching-waiting">
              <Text size="sm" fw={600} component={Link} to={`/tickets/${code}`}>
                {formatTicketCode(code)}
              </Text>
              <Text size="sm" c="dimmed">
                {t(`routing.reaching.${way}`)} · {formatFull(since, language)}
              </Text>
            </Group>
          ))}
        </Stack>
      </Card>
    </Group>
  )
}
