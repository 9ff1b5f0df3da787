import type { MessageTemplate } from '@app/contracts'
import { checkTemplate, fillMessage, SAMPLE_WORDS, variablesOf } from '@app/message-template'
import { Alert, Badge, Button, Card, Grid, Group, List, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { IconDeviceFloppy, IconRestore } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { formatFull } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { TemplatePreview } from './template-preview.js'
import { useSaveTemplate } from './template-queries.js'

/** One text: its words, what is wrong with them, and what a citizen would read or hear. */
export function TemplateEditor({ template, all }: { template: MessageTemplate; all: MessageTemplate[] }) {
  const { t } = useTranslation()
  const ours = useLanguage()
  const save = useSaveTemplate()
  const [words, setWords] = useState(template.words)
  const area = useRef<HTMLTextAreaElement>(null)
  const { subject, channel, language, version, shipped } = template
  const findings = checkTemplate(template, words)
  const wrong = findings.some(({ severity }) => severity === 'error')
  const changed = words.text !== template.words.text || words.title !== template.words.title
  const isShipped = words.text === shipped.text && words.title === shipped.title
  const part = (name: 'apology' | 'cut') => all.find((other) => other.subject === name && other.channel === channel)?.words.text ?? ''
  const filled = fillMessage(words, channel, { ...SAMPLE_WORDS[language], lateReason: variablesOf(subject, channel).includes('apology') || subject === 'apology' ? SAMPLE_WORDS[language].lateReason : null }, { apology: part('apology'), cut: part('cut') })
  const shown = subject === 'apology' ? { title: '', text: words.text.replaceAll('{reason}', SAMPLE_WORDS[language].lateReason ?? '') } : filled

  const insert = (name: string) => {
    const at = area.current?.selectionStart ?? words.text.length
    const end = area.current?.selectionEnd ?? at
    setWords({ ...words, text: `${words.text.slice(0, at)}{${name}}${words.text.slice(end)}` })
  }
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, lg: 7 }}>
        <Stack gap="sm">
          {channel === 'email' && subject !== 'apology' && (
            <TextInput label={t('messageTemplates.title')} maxLength={200} value={words.title} onChange={(event) => setWords({ ...words, title: event.currentTarget.value })} data-testid="template-title" />
          )}
          <Textarea ref={area} label={t('messageTemplates.text')} autosize minRows={channel === 'email' ? 12 : 5} maxRows={20} maxLength={5000} value={words.text} onChange={(event) => setWords({ ...words, text: event.currentTarget.value })} data-testid="template-text" />
          {variablesOf(subject, channel).length > 0 && (
            <Group gap={6}>
              <Text size="xs" c="dimmed">
                {t('messageTemplates.insert')}
              </Text>
              {variablesOf(subject, channel).map((name) => (
                <Button key={name} size="compact-xs" variant="default" onClick={() => insert(name)} title={t(`messageTemplates.variable.${name}`)}>
                  {`{${name}}`}
                </Button>
              ))}
            </Group>
          )}
          {findings.length > 0 && (
            <Alert color={wrong ? 'red' : 'yellow'} py="xs" data-testid="template-findings" data-wrong={wrong}>
              <List size="sm">
                {findings.map(({ kind, detail = '' }) => (
                  <List.Item key={`${kind} ${detail}`}>{t(`messageTemplates.finding.${kind}`, { detail })}</List.Item>
                ))}
              </List>
            </Alert>
          )}
          <Group justify="space-between">
            <Text size="xs" c="dimmed">
              {template.changedAt === null ? t('messageTemplates.shipped') : t('messageTemplates.changed', { by: template.changedBy ?? '', at: formatFull(template.changedAt, ours) })}
            </Text>
            <Group gap="xs">
              {!isShipped && (
                <Button variant="default" size="sm" leftSection={<IconRestore size={16} aria-hidden />} onClick={() => setWords(shipped)} data-testid="template-restore">
                  {t('messageTemplates.restore')}
                </Button>
              )}
              <Button size="sm" leftSection={<IconDeviceFloppy size={16} aria-hidden />} disabled={!changed || wrong} loading={save.isPending} onClick={() => save.mutate({ subject, channel, language, version, words })} data-testid="template-save">
                {t('messageTemplates.save')}
              </Button>
            </Group>
          </Group>
          {save.error && (
            <Alert color="red" py="xs" role="alert" data-testid="template-failure">
              {failureSentence(save.error, ours)}
            </Alert>
          )}
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 5 }}>
        <Card withBorder p="md">
          <Group justify="space-between" mb="xs">
            <Text fw={600}>{t('messageTemplates.preview')}</Text>
            <Badge variant="light" color="gray">
              {t('messageTemplates.sample')}
            </Badge>
          </Group>
          <TemplatePreview template={template} words={words} filled={shown} wrong={wrong} />
        </Card>
      </Grid.Col>
    </Grid>
  )
}
