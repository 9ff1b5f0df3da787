import type { Article } from '@app/contracts'
import { Alert, Button, Card, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { IconBook, IconPencil, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { slugOf } from '../format/slug-of.js'
import { useLanguage } from '../i18n.js'
import { useSession } from '../session/session-context.js'
import { EmptyState, Loaded } from '../shell/states.js'
import { useArticles, useSaveArticle } from './announcement-queries.js'

/** Articles that a flow can read out. */
export function ArticlesTab() {
  const { t } = useTranslation()
  const { role } = useSession()
  const language = useLanguage()
  const articles = useArticles()
  const [editing, setEditing] = useState<Article | 'new' | null>(null)
  return (
    <Stack>
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {t('announcements.articlesAbout')}
        </Text>
        {role === 'admin' && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEditing('new')} data-testid="article-new">
            {t('announcements.newArticle')}
          </Button>
        )}
      </Group>
      <Loaded query={articles}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState icon={IconBook} text={t('announcements.noArticles')} />
          ) : (
            items.map((article) => (
              <Card key={article.key} withBorder p="sm" data-testid={`article-${article.key}`}>
                <Group justify="space-between" wrap="nowrap" align="flex-start">
                  <div style={{ overflowWrap: 'anywhere' }}>
                    <Text fw={600}>{article.title[language]}</Text>
                    <Text size="sm" lineClamp={2}>
                      {article.text[language]}
                    </Text>
                  </div>
                  {role === 'admin' && (
                    <Button variant="default" size="compact-md" leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setEditing(article)} data-testid={`article-edit-${article.key}`}>
                      {t('announcements.edit')}
                    </Button>
                  )}
                </Group>
              </Card>
            ))
          )
        }
      </Loaded>
      <Modal opened={editing !== null} onClose={() => setEditing(null)} size={760} title={<Text fw={600}>{t('announcements.article')}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }} closeOnClickOutside={false}>
        {editing !== null && <ArticleForm article={editing === 'new' ? null : editing} done={() => setEditing(null)} />}
      </Modal>
    </Stack>
  )
}

const EMPTY = { vi: '', en: '' }

function ArticleForm({ article, done }: { article: Article | null; done: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const save = useSaveArticle()
  const [title, setTitle] = useState(article?.title ?? EMPTY)
  const [text, setText] = useState(article?.text ?? EMPTY)
  const key = article?.key ?? slugOf(title.vi, 40)
  const complete = key !== '' && [title.vi, title.en, text.vi, text.en].every((part) => part.trim() !== '')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ key, title, text }, { onSuccess: done })
      }}
    >
      <Stack gap="sm">
        <Group grow>
          <TextInput label={t('announcements.titleVi')} required maxLength={120} value={title.vi} onChange={(event) => setTitle({ ...title, vi: event.currentTarget.value })} data-autofocus data-testid="article-title-vi" />
          <TextInput label={t('announcements.titleEn')} required maxLength={120} value={title.en} onChange={(event) => setTitle({ ...title, en: event.currentTarget.value })} data-testid="article-title-en" />
        </Group>
        <Group grow align="flex-start">
          <Textarea label={t('announcements.textVi')} required autosize minRows={6} maxRows={12} maxLength={5_000} value={text.vi} onChange={(event) => setText({ ...text, vi: event.currentTarget.value })} data-testid="article-text-vi" />
          <Textarea label={t('announcements.textEn')} required autosize minRows={6} maxRows={12} maxLength={5_000} value={text.en} onChange={(event) => setText({ ...text, en: event.currentTarget.value })} data-testid="article-text-en" />
        </Group>
        <Text size="xs" c="dimmed">
          {t('announcements.key', { key })}
        </Text>
        {save.error && (
          <Alert color="red" py="xs" role="alert">
            {failureSentence(save.error, language)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending} disabled={!complete} data-testid="article-save">
            {t('announcements.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
