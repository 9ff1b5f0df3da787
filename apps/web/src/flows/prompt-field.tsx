import { FLOW_LANGUAGES, type FlowLanguage } from '@app/flow'
import { ActionIcon, Anchor, Group, Stack, Text, Textarea, Tooltip } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { changePrompt } from './edit-flow.js'
import { useFlowEditing } from './flow-editing.js'
import { otherLanguage, partsOf, textOf } from './prompt-parts.js'
import { RecordingField } from './recording-field.js'
import { useHearing } from './use-hearing.js'

/** One prompt: its text in each language, edited where it stands. */
export const PromptField = ({ name }: { name: string }) => (
  <Stack gap={6} data-testid={`prompt-${name}`}>
    {FLOW_LANGUAGES.map((language) => (
      <PromptTextField key={language} name={name} language={language} />
    ))}
  </Stack>
)

function PromptTextField({ name, language }: { name: string; language: FlowLanguage }) {
  const { t } = useTranslation()
  const { flow, edit, editable, mayHear } = useFlowEditing()
  const text = flow.prompts[name]?.[language] ?? ''
  const parts = partsOf(text, language)
  const { button, refusal } = useHearing(language, text)
  const other = otherLanguage(language)
  const change = (next: typeof parts, about: string) => edit((before) => changePrompt(before, name, language, textOf(next, language)), about)
  return (
    <div>
      <Group gap={4} justify="space-between" wrap="nowrap">
        <Text size="xs" fw={500}>
          {t(`language.${language}`)}
        </Text>
        <Group gap={4} wrap="nowrap">
          {editable && (
            <Anchor component="button" type="button" size="xs" c="dimmed" onClick={() => change([...parts, { language: other, text: '' }], 'part')} data-testid={`prompt-part-${language}`}>
              {t('flows.addPart', { language: t(`language.${other}`) })}
            </Anchor>
          )}
          {mayHear && button}
        </Group>
      </Group>
      <Stack gap={4}>
        {parts.map((part, index) => (
          <Group key={index} gap={4} wrap="nowrap" align="flex-start">
            <Textarea
              size="sm"
              style={{ flex: 1 }}
              autosize
              minRows={1}
              maxRows={8}
              maxLength={2_000}
              readOnly={!editable}
              aria-label={t('flows.textIn', { language: t(`language.${part.language}`) })}
              {...(part.language !== language && { description: t('flows.readBy', { language: t(`language.${part.language}`) }) })}
              error={part.text.trim() === ''}
              value={part.text}
              onChange={(event) => change(parts.map((old, at) => (at === index ? { ...old, text: event.currentTarget.value } : old)), `${name} ${language} ${index}`)}
              data-testid={`prompt-text-${language}`}
            />
            {editable && parts.length > 1 && (
              <Tooltip label={t('flows.removePart')}>
                <ActionIcon variant="subtle" color="gray" size={28} mt={4} onClick={() => change(parts.filter((_, at) => at !== index), 'part')} aria-label={t('flows.removePart')}>
                  <IconX size={15} aria-hidden />
                </ActionIcon>
              </Tooltip>
            )}
          </Group>
        ))}
      </Stack>
      {refusal}
      <RecordingField name={name} language={language} />
    </div>
  )
}
