import type { DayFigures } from '@app/contracts'
import { Card, HoverCard, SimpleGrid, Skeleton, Text, UnstyledButton } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useToday } from '../api/queries.js'
import { formatDay, formatTime } from '../format/moments.js'
import { formatCount } from '../format/numbers.js'
import { useLanguage } from '../i18n.js'
import { useLive } from '../live/live-context.js'
import { PageTitle } from '../shell/page-title.js'
import { Loaded } from '../shell/states.js'
import { figureText, HEAD_FIGURES, LEDGER_FIGURES, type FigureName } from './figures.js'

const HourChart = lazy(() => import('./hour-chart.js').then((file) => ({ default: file.HourChart })))

export function TodayPage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const today = useToday()
  return (
    <main className="page">
      <PageTitle title={today.data ? t('today.title', { day: formatDay(`${today.data.day}T05:00:00Z`, language) }) : t('screen.today')}>
        <Text size="sm" c="dimmed" data-testid="as-of">
          {today.data && t('today.asOf', { time: formatTime(today.data.asOf, language) })}
        </Text>
      </PageTitle>
      <Loaded query={today} skeleton={<TodaySkeleton />}>
        {(figures) => <Figures figures={figures} />}
      </Loaded>
    </main>
  )
}

function Figures({ figures }: { figures: DayFigures }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { queues } = useLive()
  // The live side knows better than the day's figures who waits at this moment.
  const waiting = queues ? queues.reduce((sum, queue) => sum + queue.waiting.length, 0) : figures.waiting
  return (
    <>
      <SimpleGrid cols={{ base: 2, md: 5 }} spacing="sm" mb="sm">
        <Figure name="waiting" big value={formatCount(waiting, language)} seconds={figures.serviceLevel.seconds} alert={waiting > 0} />
        {HEAD_FIGURES.map((name) => (
          <Figure key={name} name={name} big value={figureText(figures, name, language)} seconds={figures.serviceLevel.seconds} />
        ))}
      </SimpleGrid>
      <SimpleGrid cols={{ base: 3, md: 9 }} spacing="sm" mb="sm">
        {LEDGER_FIGURES.map((name) => (
          <Figure key={name} name={name} value={figureText(figures, name, language)} seconds={figures.serviceLevel.seconds} />
        ))}
      </SimpleGrid>
      <Card withBorder p="md">
        <Text fw={600} size="sm" mb="xs">
          {t('today.byHour')}
        </Text>
        <Suspense fallback={<Skeleton height={300} />}>
          <HourChart byHour={figures.byHour} />
        </Suspense>
      </Card>
    </>
  )
}

type FigureProps = { name: FigureName | 'waiting'; value: string; seconds: number; big?: boolean; alert?: boolean }

/** A figure with its definition one hover (or tab) away. */
function Figure({ name, value, seconds, big = false, alert = false }: FigureProps) {
  const { t } = useTranslation()
  return (
    <HoverCard width={320} shadow="md" openDelay={150} position="bottom">
      <HoverCard.Target>
        <UnstyledButton style={{ borderRadius: 8 }} aria-label={`${t(`figure.${name}.term`, { seconds })}: ${value}`}>
          <Card withBorder p={big ? 'md' : 'sm'} h="100%" data-testid={`figure-${name}`} data-value={value}>
            <Text size="xs" c="dimmed" mih={big ? 0 : 35}>
              {t(`figure.${name}.term`, { seconds })}
            </Text>
            <Text fz={big ? 28 : 20} fw={700} lh={1.4} c={alert ? 'orange.8' : undefined}>
              {value}
            </Text>
          </Card>
        </UnstyledButton>
      </HoverCard.Target>
      <HoverCard.Dropdown>
        <Text size="sm" fw={600}>
          {t(`figure.${name}.term`, { seconds })}
        </Text>
        <Text size="sm">{t(`figure.${name}.definition`, { seconds })}</Text>
      </HoverCard.Dropdown>
    </HoverCard>
  )
}

const TodaySkeleton = () => (
  <>
    <SimpleGrid cols={{ base: 2, md: 5 }} spacing="sm" mb="sm">
      {Array.from({ length: 5 }, (_, index) => (
        <Skeleton key={index} height={92} />
      ))}
    </SimpleGrid>
    <Skeleton height={84} mb="sm" />
    <Skeleton height={360} />
  </>
)
