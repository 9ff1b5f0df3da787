import { Alert } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { useLanguage } from '../i18n.js'

/** Why a file was not given; until it is closed, or asked for again. */
export function DownloadFailure({ error, close }: { error: unknown; close: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  if (!error) return null
  return (
    <Alert color="red" py="xs" mb="sm" role="alert" withCloseButton closeButtonLabel={t('common.close')} onClose={close} data-testid="download-failure">
      {failureSentence(error, language)}
    </Alert>
  )
}
