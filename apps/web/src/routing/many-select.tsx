import { MultiSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { matchesSearch } from '../format/fold-diacritics.js'

interface Props {
  label: string
  description?: string
  data: readonly { value: string; label: string }[]
  value: readonly string[]
  change: (value: string[]) => void
  testId: string
}

/** Several of a list, found by typing with or without diacritics. What is chosen and no longer there stays visible. */
export function ManySelect({ label, description, data, value, change, testId }: Props) {
  const { t } = useTranslation()
  const gone = value.filter((one) => !data.some((known) => known.value === one)).map((one) => ({ value: one, label: one }))
  return (
    <MultiSelect
      size="sm"
      label={label}
      description={description}
      searchable
      clearable
      hidePickedOptions
      data={[...data, ...gone]}
      value={[...value]}
      onChange={change}
      filter={({ options, search }) => options.filter((option) => 'value' in option && matchesSearch(option.label, search))}
      nothingFoundMessage={t('routing.nothingFound')}
      maxDropdownHeight={240}
      data-testid={testId}
    />
  )
}
