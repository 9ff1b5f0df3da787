import { MultiSelect, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { matchesSearch } from '../format/fold-diacritics.js'
import { useLanguage } from '../i18n.js'
import type { LocalName } from '@app/contracts'

export interface Choice {
  id: number
  name: LocalName
}
type Common = { label: string; choices: readonly Choice[]; testId: string; size?: 'xs' | 'sm' }

/** One of many, found by typing with or without marks. `bare`: its label is heard only. */
export function ChoiceSelect({ label, bare = false, choices, value, change, testId, size = 'sm', clearable = false, placeholder }: Common & { bare?: boolean; value: number | null; change: (id: number | null) => void; clearable?: boolean; placeholder?: string }) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <Select
      size={size}
      {...(bare ? { 'aria-label': label } : { label })}
      searchable
      clearable={clearable}
      placeholder={placeholder ?? ''}
      nothingFoundMessage={t('departments.nothingFits')}
      data={choices.map(({ id, name }) => ({ value: String(id), label: name[language] }))}
      filter={({ options, search }) => options.filter((option) => 'value' in option && matchesSearch(option.label, search))}
      value={value === null ? null : String(value)}
      onChange={(chosen) => change(chosen === null ? null : Number(chosen))}
      data-testid={testId}
    />
  )
}

/** Several of many. */
export function ChoicesSelect({ label, choices, values, change, testId, most }: Common & { values: readonly number[]; change: (ids: number[]) => void; most?: number }) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <MultiSelect
      label={label}
      searchable
      nothingFoundMessage={t('departments.nothingFits')}
      data={choices.map(({ id, name }) => ({ value: String(id), label: name[language] }))}
      filter={({ options, search }) => options.filter((option) => 'value' in option && matchesSearch(option.label, search))}
      value={values.map(String)}
      onChange={(chosen) => change(chosen.map(Number))}
      {...(most !== undefined && { maxValues: most })}
      data-testid={testId}
    />
  )
}
