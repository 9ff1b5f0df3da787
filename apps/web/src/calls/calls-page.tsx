import type { CallOutcome } from '@app/contracts'
import { Card, Group, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPhoneOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { useCalls } from '../api/queries.js'
import { dayOf } from '../format/moments.js'
import { DispositionFilter } from '../dispositions/disposition-filter.js'
import { DayInput } from '../shell/day-input.js'
import { PageTitle } from '../shell/page-title.js'
import { EmptyState, Loaded, LoadingRows, Pages } from '../shell/states.js'
import { CallDrawer } from './call-drawer.js'
import { CallTable } from './call-table.js'
import { OUTCOMES } from './outcomes.js'

export function CallsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { id = null } = useParams()
  const [day, setDay] = useState(() => dayOf(Date.now()))
  const [number, setNumber] = useState('')
  const [outcome, setOutcome] = useState<CallOutcome | null>(null)
  const [disposition, setDisposition] = useState<string | null>(null)
  const [page, setPage] = useState(1)
  const [searched] = useDebouncedValue(number.replace(/[\s.-]/g, ''), 300)
  const calls = useCalls({ day, number: searched, outcome, disposition, page })
  const restart = <T,>(set: (value: T) => void) => (value: T) => {
    set(value)
    setPage(1)
  }
  return (
    <main className="page">
      <PageTitle title={t('screen.calls')}>
        <Group gap="xs">
          <DayInput label={t('calls.day')} day={day} last={dayOf(Date.now())} onChange={restart(setDay)} testId="calls-day" />
          <TextInput size="sm" w={170} placeholder={t('calls.number')} aria-label={t('calls.number')} inputMode="tel" value={number} onChange={(event) => restart(setNumber)(event.currentTarget.value)} data-testid="calls-number" />
          <Select
            size="sm"
            w={190}
            clearable
            placeholder={t('calls.anyOutcome')}
            aria-label={t('calls.outcome')}
            data={OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) }))}
            value={outcome}
            onChange={(value) => restart(setOutcome)(OUTCOMES.find((known) => known === value) ?? null)}
            data-testid="calls-outcome"
          />
          <DispositionFilter value={disposition} onChange={restart(setDisposition)} />
        </Group>
      </PageTitle>
      <Card withBorder p={0}>
        <Loaded query={calls} skeleton={<Card>{<LoadingRows rows={12} height={34} />}</Card>}>
          {({ items }) => (items.length === 0 ? <EmptyState icon={IconPhoneOff} text={t('calls.none')} /> : <CallTable calls={items} open={(callId) => void navigate(`/calls/${callId}`)} testId="call-row" log={{ selected: id }} />)}
        </Loaded>
      </Card>
      {calls.data && <Pages {...calls.data} onChange={setPage} />}
      <CallDrawer id={id} close={() => void navigate('/calls')} />
    </main>
  )
}
