import type { MessageTemplate, TemplateWords } from '@app/contracts'
import { Alert, Button, Group, TextInput } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { useLanguage } from '../i18n.js'
import { useTryTemplate } from './template-queries.js'

/** Sends the text, as it is being written, to an address typed in. */
export function TrySending({ channel, template: { subject, language }, words, disabled }: { channel: 'email' | 'sms'; template: MessageTemplate; words: TemplateWords; disabled: boolean }) {
  const { t } = useTranslation()
  const ours = useLanguage()
  const [to, setTo] = useState('')
  const tried = useTryTemplate()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    tried.mutate({ subject, channel, language, words, to })
  }
  return (
    <form onSubmit={submit}>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput size="sm" style={{ flex: 1 }} label={t(`messageTemplates.tryTo.${channel}`)} inputMode={channel === 'email' ? 'email' : 'tel'} required minLength={3} maxLength={254} value={to} onChange={(event) => setTo(event.currentTarget.value)} data-testid="template-try-to" />
        <Button type="submit" size="sm" variant="light" leftSection={<IconSend size={16} aria-hidden />} disabled={disabled || to.trim() === ''} loading={tried.isPending} data-testid="template-try">
          {t('messageTemplates.try')}
        </Button>
      </Group>
      {tried.data && (
        <Alert color={tried.data.outcome === 'sent' ? 'teal' : 'yellow'} py="xs" mt="xs" role="status" data-testid="template-tried" data-outcome={tried.data.outcome}>
          {t(`messageTemplates.tried.${tried.data.outcome}`)}
        </Alert>
      )}
      {tried.error && (
        <Alert color="red" py="xs" mt="xs" role="alert" data-testid="template-try-failure">
          {failureSentence(tried.error, ours)}
        </Alert>
      )}
    </form>
  )
}
