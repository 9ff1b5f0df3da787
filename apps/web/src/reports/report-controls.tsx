import { FILTERS_OF, type ReportName } from '@app/contracts'
import { Group, Select } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { useTranslation } from 'react-i18next'
import { dayOf } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { periodOf, PRESETS, presetOf } from './periods.js'
import { COMPARISONS, hasWithin, isByTime, stepOf, stepsFor, USUAL_WITHIN, type ReportView } from './report-view.js'
import { ReportFilterSelect } from './report-filter-select.js'
import { useReportChoices } from './report-queries.js'

/** Everything that a report can be asked otherwise, in one row. */
export function ReportControls({ name, view, change }: { name: ReportName; view: ReportView; change: (part: Partial<ReportView>) => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const today = dayOf(Date.now())
  const preset = presetOf(view, today)
  const { data: choices } = useReportChoices(view)
  const within = view.within ?? choices?.within ?? null
  return (
    <Group gap={8} mb="sm" className="report-controls no-print" role="group" aria-label={t('reports.controls')}>
      <Select
        size="xs"
        w={132}
        aria-label={t('reports.period')}
        allowDeselect={false}
        data={[...PRESETS.map((value) => ({ value, label: t(`reports.preset.${value}`) })), { value: 'free', label: t('reports.preset.free'), disabled: true }]}
        value={preset ?? 'free'}
        onChange={(chosen) => {
          const known = PRESETS.find((value) => value === chosen)
          if (known) change(periodOf(known, today))
        }}
        maxDropdownHeight={420}
        data-testid="report-preset"
      />
      <DatePickerInput
        key={`${view.from} ${view.to}`}
        type="range"
        size="xs"
        w={186}
        aria-label={t('reports.days')}
        locale={language}
        firstDayOfWeek={1}
        valueFormat="DD/MM/YYYY"
        allowSingleDateInRange
        maxDate={today}
        defaultValue={[view.from, view.to]}
        onChange={([from, to]) => from && to && change({ from, to })}
        data-testid="report-days"
      />
      {isByTime(name) && (
        <Select
          size="xs"
          w={100}
          aria-label={t('reports.by')}
          allowDeselect={false}
          data={stepsFor(name, view).map((value) => ({ value, label: t(`reports.bucket.${value}`) }))}
          value={stepOf(name, view)}
          onChange={(chosen) => change({ by: stepsFor(name, view).find((known) => known === chosen) ?? null })}
          data-testid="report-by"
        />
      )}
      {hasWithin(name) && (
        <Select
          size="xs"
          w={112}
          aria-label={t('reports.within')}
          allowDeselect={false}
          searchable
          data={[...new Set([...USUAL_WITHIN, ...[choices?.within, view.within].filter((seconds) => typeof seconds === 'number')])].sort((a, b) => a - b).map((seconds) => ({ value: String(seconds), label: t('reports.withinSeconds', { seconds }) }))}
          value={within === null ? null : String(within)}
          onChange={(chosen) => change({ within: Number(chosen) === choices?.within ? null : Number(chosen) })}
          data-testid="report-within"
        />
      )}
      {FILTERS_OF[name].map((filter) => (
        <ReportFilterSelect key={filter} filter={filter} operators={choices?.operators ?? []} value={view[filter] ?? null} change={(value) => change({ [filter]: value ?? undefined })} />
      ))}
      <Select
        size="xs"
        w={156}
        aria-label={t('reports.compare')}
        allowDeselect={false}
        data={COMPARISONS.map((value) => ({ value, label: t(`reports.comparison.${value}`) }))}
        value={view.compare}
        onChange={(chosen) => change({ compare: COMPARISONS.find((known) => known === chosen) ?? 'none' })}
        data-testid="report-compare"
      />
    </Group>
  )
}
