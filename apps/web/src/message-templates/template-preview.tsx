import type { MessageTemplate, TemplateWords } from '@app/contracts'
import { smsSize } from '@app/message-template'
import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { HearButton } from './hear-button.js'
import { TrySending } from './try-sending.js'

interface Props {
  template: MessageTemplate
  /** As it is being written. */
  words: TemplateWords
  /** With the sample ticket's words. */
  filled: TemplateWords
  wrong: boolean
}

/** What a citizen reads or hears, and a way to try it. */
export function TemplatePreview({ template, words, filled, wrong }: Props) {
  const { t } = useTranslation()
  const { subject, channel } = template
  const size = smsSize(filled.text)
  return (
    <Stack gap="sm" lang={template.language}>
      {filled.title !== '' && (
        <Text fw={600} style={{ overflowWrap: 'anywhere' }} data-testid="template-preview-title">
          {filled.title}
        </Text>
      )}
      <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }} data-testid="template-preview">
        {filled.text}
      </Text>
      {channel === 'sms' && (
        <Text size="xs" c="dimmed" data-testid="template-size" data-parts={size.parts}>
          {t('messageTemplates.size', { units: size.units, encoding: size.encoding.toUpperCase(), parts: size.parts })}
        </Text>
      )}
      {channel === 'phone' && <HearButton template={template} words={words} disabled={wrong} />}
      {(channel === 'email' || channel === 'sms') && subject !== 'apology' && <TrySending channel={channel} template={template} words={words} disabled={wrong} />}
    </Stack>
  )
}
