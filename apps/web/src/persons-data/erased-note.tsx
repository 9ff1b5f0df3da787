import { Alert } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatDay } from '../format/moments.js'
import { useLanguage } from '../i18n.js'

/** On a ticket whose person is erased. */
export function ErasedNote({ at }: { at: string }) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <Alert color="gray" py="xs" data-testid="erased">
      {t('personsData.erased', { at: formatDay(at, language) })}
    </Alert>
  )
}
