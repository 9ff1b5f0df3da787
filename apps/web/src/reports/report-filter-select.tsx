import type { ReportChoices, ReportFilter } from '@app/contracts'
import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useCategories, useDepartments } from '../api/queries.js'
import { matchesSearch } from '../format/fold-diacritics.js'
import { useLanguage } from '../i18n.js'
import { useLive } from '../live/live-context.js'

type Option = { value: string; label: string }

/** What a report may be narrowed to. */
function useFilterOptions(filter: ReportFilter, operators: ReportChoices['operators']): Option[] {
  const { t } = useTranslation()
  const language = useLanguage()
  const { queues } = useLive()
  const { data: departments = [] } = useDepartments()
  const { data: categories = [] } = useCategories()
  switch (filter) {
    case 'queue':
      return (queues ?? []).map(({ name }) => ({ value: name, label: t(`queue.${name}`, { defaultValue: name }) }))
    case 'operator':
      return operators.map(({ id, displayName, former }) => ({ value: String(id), label: former ? t('reports.formerOperator', { name: displayName }) : displayName }))
    case 'category':
      return categories.map(({ id, name }) => ({ value: String(id), label: name[language] }))
    case 'department':
      return departments.map(({ id, name }) => ({ value: String(id), label: name[language] }))
    case 'ward':
      return departments.filter(({ type }) => type === 'ward').map(({ id, name }) => ({ value: String(id), label: name[language] }))
    default:
      return filter satisfies never
  }
}

export function ReportFilterSelect({ filter, operators, value, change }: { filter: ReportFilter; operators: ReportChoices['operators']; value: string | null; change: (value: string | null) => void }) {
  const { t } = useTranslation()
  const known = useFilterOptions(filter, operators)
  // A link may name what these days do not have: it stays chosen, and is seen.
  const options = value === null || known.some((option) => option.value === value) ? known : [...known, { value, label: `#${value}` }]
  return (
    <Select
      size="xs"
      w={150}
      clearable
      searchable
      placeholder={t(`reports.any.${filter}`)}
      aria-label={t(`reports.filter.${filter}`)}
      nothingFoundMessage={t('reports.nothingFits')}
      data={options}
      filter={({ options: all, search }) => all.filter((option) => 'value' in option && matchesSearch(option.label, search))}
      value={value}
      onChange={change}
      data-testid={`report-filter-${filter}`}
    />
  )
}
