import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n.js'
import { useDispositions } from './disposition-queries.js'

/** What came of talks, of whichever queue. */
export function DispositionFilter({ value, onChange }: { value: string | null; onChange: (value: string | null) => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { data } = useDispositions()
  const words = new Map((data ?? []).flatMap(({ dispositions }) => dispositions.map(({ code, name }) => [code, name[language]] as const)))
  return (
    <Select
      size="sm"
      w={170}
      clearable
      placeholder={t('deskWork.disposition')}
      aria-label={t('deskWork.disposition')}
      data={[...words].map(([code, label]) => ({ value: code, label }))}
      value={value}
      onChange={onChange}
      data-testid="calls-disposition"
    />
  )
}
