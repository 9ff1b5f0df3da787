import type { LedgerQuery } from '@app/contracts'
import { Group, SegmentedControl, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayOf, formatTime } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { DayInput } from '../shell/day-input.js'
import { PageTitle } from '../shell/page-title.js'
import { Loaded, LoadingRows } from '../shell/states.js'
import { LedgerDays } from './ledger-days.js'
import { LedgerEquation } from './ledger-equation.js'
import { useLedgerBook } from './ledger-queries.js'
import { LedgerRunsCard } from './ledger-runs-card.js'

const DAY_MS = 86_400_000
const SPANS = ['7', '30', '90'] as const
const daysAgo = (days: number) => dayOf(Date.now() - days * DAY_MS)

/** What became of every call that was offered; whether it adds up, and whether Asterisk says the same. */
export function LedgerPage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const [period, setPeriod] = useState<LedgerQuery>(() => ({ from: daysAgo(6), to: daysAgo(0) }))
  const book = useLedgerBook(period)
  const span = SPANS.find((days) => period.to === daysAgo(0) && period.from === daysAgo(Number(days) - 1)) ?? ''
  return (
    <main className="page">
      <PageTitle title={t('screen.ledger')}>
        <Group gap="xs">
          <Text size="sm" c="dimmed">
            {book.data && t('ledger.asOf', { time: formatTime(book.data.asOf, language) })}
          </Text>
          <SegmentedControl size="xs" value={span} onChange={(days) => setPeriod({ from: daysAgo(Number(days) - 1), to: daysAgo(0) })} data={SPANS.map((days) => ({ value: days, label: t('ledger.lastDays', { days }) }))} aria-label={t('ledger.period')} />
          <DayInput label={t('ledger.from')} day={period.from} last={period.to} onChange={(from) => setPeriod({ ...period, from })} testId="ledger-from" />
          <Text size="sm" aria-hidden>
            –
          </Text>
          <DayInput label={t('ledger.to')} day={period.to} last={daysAgo(0)} onChange={(to) => setPeriod({ from: to < period.from ? to : period.from, to })} testId="ledger-to" />
        </Group>
      </PageTitle>
      <Loaded query={book} skeleton={<LoadingRows rows={4} height={110} />}>
        {(found) => (
          <>
            <LedgerEquation book={found} />
            <LedgerRunsCard period={period} />
            <LedgerDays book={found} />
          </>
        )}
      </Loaded>
    </main>
  )
}
