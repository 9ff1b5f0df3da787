import type { MessageTemplate, TemplateWords } from '@app/contracts'
import { Alert, Button } from '@mantine/core'
import { IconVolume } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { useLanguage } from '../i18n.js'
import { useHearTemplate } from './template-queries.js'

/** Speaks the text as it will be heard on the telephone. */
export function HearButton({ template: { subject, language }, words, disabled }: { template: MessageTemplate; words: TemplateWords; disabled: boolean }) {
  const { t } = useTranslation()
  const ours = useLanguage()
  const hear = useHearTemplate()
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => () => void (url !== null && URL.revokeObjectURL(url)), [url])
  return (
    <>
      <Button variant="light" size="sm" leftSection={<IconVolume size={16} aria-hidden />} disabled={disabled} loading={hear.isPending} onClick={() => hear.mutate({ subject, channel: 'phone', language, words }, { onSuccess: (sound) => setUrl(URL.createObjectURL(sound)) })} data-testid="template-hear">
        {t('messageTemplates.hear')}
      </Button>
      {url !== null && <audio controls autoPlay src={url} style={{ width: '100%', height: 36 }} data-testid="template-sound" />}
      {hear.error && (
        <Alert color="red" py="xs" role="alert">
          {failureSentence(hear.error, ours)}
        </Alert>
      )}
    </>
  )
}
