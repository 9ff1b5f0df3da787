import { Alert } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { useLanguage } from '../i18n.js'
import { useDialling } from './dialling.js'
import './operator-calls.css'

/** On every page: why a call was not placed. */
export function DialNotice() {
  const { t } = useTranslation()
  const language = useLanguage()
  const { refused, forget } = useDialling()
  if (!refused) return null
  return (
    <Alert className="dial-notice" color="red" py="xs" role="alert" withCloseButton closeButtonLabel={t('common.close')} onClose={forget} data-testid="dial-failure">
      {failureSentence(refused, language)}
    </Alert>
  )
}
