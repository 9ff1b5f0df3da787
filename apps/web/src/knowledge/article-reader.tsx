import type { Article } from '@app/contracts'
import { Alert, Box, Button, Divider, Group, List, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconMicrophone2, IconSend } from '@tabler/icons-react'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDay } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { useSession } from '../session/session-context.js'
import { Loaded } from '../shell/states.js'
import { ArticleHelped } from './article-helped.js'
import { useArticle, useNoteUse } from './knowledge-queries.js'
import { saidIn } from './said-in.js'
import { SendArticleForm } from './send-article-form.js'
import type { ReadingOccasion } from './reading-occasion.js'


/** One article, to be read during a talk: what people ask first stands first. */
export function ArticleReader({ articleKey, occasion }: { articleKey: string; occasion: ReadingOccasion }) {
  const article = useArticle(articleKey)
  return <Loaded query={article}>{(data) => <Reading key={`${data.key} ${occasion.occasion}`} article={data} occasion={occasion} />}</Loaded>
}

function Reading({ article, occasion }: { article: Article; occasion: ReadingOccasion }) {
  const { t } = useTranslation()
  const { role } = useSession()
  const own = useLanguage()
  const [language, setLanguage] = useState(own)
  const [sending, setSending] = useState(false)
  const { mutate: note, data: noted, variables: last } = useNoteUse()
  const { key, content } = article
  const { occasion: at, callId } = occasion
  useEffect(() => note({ key, occasion: at, callId, deed: 'opened', remark: '' }), [note, key, at, callId])
  const isReadOut = noted !== undefined && last?.deed === 'read-out'
  const maySend = role === 'operator' || role === 'supervisor' || role === 'admin'
  return (
    <Stack gap="sm" data-testid="article" data-article={key} data-version={article.version}>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <Title order={2} fz={18} lh={1.4} style={{ overflowWrap: 'anywhere' }} lang={language}>
          {saidIn(content.title, language)}
        </Title>
        <SegmentedControl size="xs" data={[{ value: 'vi', label: t('knowledge.short.vi') }, { value: 'en', label: t('knowledge.short.en') }]} value={language} style={{ flexShrink: 0 }} aria-label={t('knowledge.language')} onChange={(value) => setLanguage(value === 'en' ? 'en' : 'vi')} data-testid="article-language" />
      </Group>
      {content.isExample && (
        <Alert color="orange" py={6} icon={<IconAlertTriangle aria-hidden />} data-testid="article-is-example">
          {t('knowledge.exampleLong')}
        </Alert>
      )}
      {article.isOverdue && (
        <Alert color="gray" py={6} data-testid="article-is-overdue">
          {t('knowledge.overdueLong', { day: formatDay(article.reviewAt ?? '', own) })}
        </Alert>
      )}
      <Group gap="xs">
        <Button size="compact-sm" variant={isReadOut ? 'light' : 'default'} leftSection={isReadOut ? <IconCheck size={15} aria-hidden /> : <IconMicrophone2 size={15} aria-hidden />} aria-pressed={isReadOut} onClick={() => note({ key, occasion: at, callId, deed: 'read-out', remark: '' })} data-testid="article-read-out">
          {t(isReadOut ? 'knowledge.isReadOut' : 'knowledge.readOut')}
        </Button>
        {maySend && (
          <Button size="compact-sm" variant="default" leftSection={<IconSend size={15} aria-hidden />} aria-expanded={sending} onClick={() => setSending(!sending)} data-testid="article-send">
            {t('knowledge.send')}
          </Button>
        )}
      </Group>
      {sending && <SendArticleForm article={article} occasion={occasion} language={language} close={() => setSending(false)} />}
      <Box lang={language}>
        <ArticleText article={article} language={language} />
      </Box>
      <Divider />
      <ArticleHelped articleKey={key} occasion={occasion} />
      <Text size="xs" c="dimmed">
        {t('knowledge.about', { version: article.version, day: formatDay(article.publishedAt, own), owner: article.owner?.name ?? t('knowledge.nobody') })}
      </Text>
    </Stack>
  )
}

const SECTIONS = ['documents', 'fee', 'time', 'place', 'online', 'steps', 'legalBase'] as const

function ArticleText({ article: { content, spoken }, language }: { article: Article; language: 'vi' | 'en' }) {
  const { t } = useTranslation()
  return (
    <Stack gap="sm">
      <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
        {saidIn(content.summary, language)}
      </Text>
      {content.spoken[language] !== '' && (
        <Section label={t('knowledge.field.spoken')}>
          <Text size="sm" fs="italic" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
            {spoken[language]}
          </Text>
        </Section>
      )}
      {SECTIONS.map((field) => {
        if (field === 'documents' || field === 'steps' || field === 'legalBase') {
          const lines = content[field]
          if (lines.length === 0) return null
          return (
            <Section key={field} label={t(`knowledge.field.${field}`)}>
              <List size="sm" type={field === 'steps' ? 'ordered' : 'unordered'} spacing={2} withPadding styles={{ root: { paddingInlineStart: 20 } }}>
                {lines.map((line, index) => (
                  <List.Item key={index} style={{ overflowWrap: 'anywhere' }}>
                    {saidIn(line, language)}
                  </List.Item>
                ))}
              </List>
            </Section>
          )
        }
        const text = saidIn(content[field], language)
        return (
          text !== '' && (
            <Section key={field} label={t(`knowledge.field.${field}`)}>
              <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
                {text}
              </Text>
            </Section>
          )
        )
      })}
    </Stack>
  )
}

const Section = ({ label, children }: { label: string; children: ReactNode }) => (
  <section>
    <Title order={3} fz={13} fw={700} c="light-dark(var(--mantine-color-gray-7), var(--mantine-color-gray-4))" mb={2}>
      {label}
    </Title>
    {children}
  </section>
)
