import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { matchesSearch } from '../format/fold-diacritics.js'
import { useLanguage } from '../i18n.js'
import { useWardOptions } from './use-ward-options.js'

/** In which ward or commune it is; found by typing, with or without diacritics. */
export function WardField({ wardId, change }: { wardId: number | null; change: (wardId: number | null) => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { wards, error } = useWardOptions()
  return (
    <Select
      size="sm"
      label={t('departments.ward')}
      placeholder={error ? failureSentence(error, language) : t('departments.wardHint')}
      searchable
      clearable
      selectFirstOptionOnChange
      nothingFoundMessage={t('departments.noWard')}
      data={wards}
      filter={({ options, search }) => options.filter((option) => 'value' in option && matchesSearch(option.label, search))}
      value={wardId === null ? null : String(wardId)}
      onChange={(value) => change(value === null ? null : Number(value))}
      data-testid="ticket-ward"
    />
  )
}
