import { ARTICLE_TOPICS, type ArticleContent } from '@app/contracts'
import { Checkbox, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ArticleLines } from './article-lines.js'

type TextField = 'summary' | 'fee' | 'time' | 'place' | 'online' | 'spoken'
const LINES = ['documents', 'steps', 'legalBase'] as const
const LANGUAGES = ['vi', 'en'] as const

/** Vietnamese left, English right. */
export function ArticleFields({ content, change }: { content: ArticleContent; change: (part: Partial<ArticleContent>) => void }) {
  const { t } = useTranslation()
  const both = (field: TextField, most: number) => (
    <SimpleGrid key={field} cols={2} spacing="sm">
      {LANGUAGES.map((language) => (
        <Textarea
          key={language}
          label={t(`knowledge.in.${language}`, { field: t(`knowledge.field.${field}`) })}
          lang={language}
          autosize
          minRows={field === 'summary' || field === 'spoken' ? 2 : 1}
          maxRows={10}
          maxLength={most}
          value={content[field][language]}
          onChange={(event) => change({ [field]: { ...content[field], [language]: event.currentTarget.value } })}
          data-testid={`field-${field}-${language}`}
        />
      ))}
    </SimpleGrid>
  )
  return (
    <Stack gap="sm">
      <SimpleGrid cols={2} spacing="sm">
        {LANGUAGES.map((language) => (
          <TextInput
            key={language}
            label={t(`knowledge.in.${language}`, { field: t('knowledge.field.title') })}
            lang={language}
            required={language === 'vi'}
            maxLength={120}
            value={content.title[language]}
            onChange={(event) => change({ title: { ...content.title, [language]: event.currentTarget.value } })}
            data-testid={`field-title-${language}`}
          />
        ))}
        <Select label={t('knowledge.field.topic')} allowDeselect={false} data={ARTICLE_TOPICS.map((value) => ({ value, label: t(`knowledge.topic.${value}`) }))} value={content.topic} onChange={(value) => change({ topic: ARTICLE_TOPICS.find((known) => known === value) ?? 'other' })} data-testid="field-topic" />
        <TextInput label={t('knowledge.field.keywords')} description={t('knowledge.keywordsHint')} maxLength={1_000} value={content.keywords} onChange={(event) => change({ keywords: event.currentTarget.value })} data-testid="field-keywords" />
      </SimpleGrid>
      {both('summary', 2_000)}
      <ArticleLines label={t('knowledge.field.documents')} field="documents" lines={content.documents} change={(documents) => change({ documents })} most={30} />
      {both('fee', 1_000)}
      {both('time', 1_000)}
      {both('place', 1_000)}
      {both('online', 1_000)}
      {LINES.slice(1).map((field) => (
        <ArticleLines key={field} label={t(`knowledge.field.${field}`)} field={field} lines={content[field]} change={(lines) => change({ [field]: lines })} most={20} />
      ))}
      {both('spoken', 5_000)}
      <Checkbox label={t('knowledge.forFlows')} description={t('knowledge.forFlowsHint')} checked={content.forFlows} onChange={(event) => change({ forFlows: event.currentTarget.checked })} data-testid="field-for-flows" />
      <Checkbox label={t('knowledge.isExample')} description={t('knowledge.isExampleHint')} checked={content.isExample} onChange={(event) => change({ isExample: event.currentTarget.checked })} data-testid="field-is-example" />
    </Stack>
  )
}
