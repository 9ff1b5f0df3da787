import type { ArticleContent, ArticleRecord } from '@app/contracts'
import { Alert, Button, Card, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconArrowLeft, IconDeviceFloppy, IconRocket } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { failureSentence } from '../api/refused-request.js'
import { slugOf } from '../format/slug-of.js'
import { useLanguage } from '../i18n.js'
import { useSession } from '../session/session-context.js'
import { Loaded } from '../shell/states.js'
import { ArticleCare } from './article-care.js'
import { ArticleFields } from './article-fields.js'
import { ArticleVersions } from './article-versions.js'
import { StateBadges } from './kept-articles-tab.js'
import { useArticleRecord, useDropDraft, usePublishArticle, useSaveDraft } from './knowledge-queries.js'
import { mayEditArticles } from './may-edit-articles.js'

const NONE = { vi: '', en: '' }
const EMPTY: ArticleContent = { topic: 'other', title: NONE, summary: NONE, documents: [], steps: [], fee: NONE, time: NONE, place: NONE, online: NONE, legalBase: [], keywords: '', spoken: NONE, forFlows: false, isExample: false }

/** @param articleKey null: a new one */
export function ArticleEditor({ articleKey }: { articleKey: string | null }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const record = useArticleRecord(articleKey)
  return (
    <Stack gap="sm">
      <Group>
        <Button size="compact-sm" variant="subtle" leftSection={<IconArrowLeft size={15} aria-hidden />} onClick={() => void navigate('/knowledge/keep')} data-testid="editor-back">
          {t('knowledge.tab.keep')}
        </Button>
      </Group>
      {articleKey === null ? <Editing record={null} /> : <Loaded query={record}>{(data) => <Editing key={data.draft?.revision ?? `v${data.versions[0]?.version}`} record={data} />}</Loaded>}
    </Stack>
  )
}

function Editing({ record }: { record: ArticleRecord | null }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const navigate = useNavigate()
  const { role } = useSession()
  const mayEdit = mayEditArticles(role)
  const [content, setContent] = useState(record?.content ?? EMPTY)
  const [note, setNote] = useState('')
  const key = record?.key ?? slugOf(content.title.vi, 40)
  const save = useSaveDraft(key)
  const publish = usePublishArticle(key)
  const drop = useDropDraft(key)
  const isChanged = record === null || JSON.stringify(content) !== JSON.stringify(record.content)
  const isComplete = content.title.vi.trim() !== '' && key !== '' && [...content.documents, ...content.steps, ...content.legalBase].every(({ vi }) => vi.trim() !== '')
  const error = save.error ?? publish.error ?? drop.error
  const store = () =>
    save.mutate(
      { revision: record?.draft?.revision ?? null, content, isNew: record === null },
      { onSuccess: (saved) => record === null && void navigate(`/knowledge/keep/${saved.key}`, { replace: true }) },
    )
  return (
    <div className="knowledge-edit">
      <Card withBorder p="md">
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (isComplete && isChanged) store()
          }}
        >
          <fieldset disabled={!mayEdit} style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}>
            <ArticleFields content={content} change={(part) => setContent({ ...content, ...part })} />
          </fieldset>
          {mayEdit && (
            <div className="form-foot">
              {error && (
                <Alert color="red" py="xs" mb="xs" role="alert" data-testid="editor-failure">
                  {failureSentence(error, language)}
                </Alert>
              )}
              <Group gap="xs" align="flex-end">
                <Button type="submit" variant={isChanged ? 'filled' : 'default'} size="sm" leftSection={<IconDeviceFloppy size={16} aria-hidden />} disabled={!isComplete || !isChanged} loading={save.isPending} data-testid="article-save">
                  {t('knowledge.saveDraft')}
                </Button>
                {record?.draft && (
                  <>
                    <TextInput size="sm" style={{ flex: 1, minWidth: 180 }} aria-label={t('knowledge.note')} placeholder={t('knowledge.note')} maxLength={300} value={note} onChange={(event) => setNote(event.currentTarget.value)} data-testid="article-note" />
                    <Button size="sm" color="teal.8" leftSection={<IconRocket size={16} aria-hidden />} disabled={isChanged} loading={publish.isPending} onClick={() => publish.mutate({ revision: record.draft?.revision ?? 0, note })} data-testid="article-publish">
                      {t('knowledge.publish')}
                    </Button>
                    <Button size="sm" variant="subtle" color="red.9" loading={drop.isPending} onClick={() => drop.mutate(undefined, { onSuccess: () => record.versions.length === 0 && void navigate('/knowledge/keep', { replace: true }) })} data-testid="article-drop">
                      {t('knowledge.drop')}
                    </Button>
                  </>
                )}
              </Group>
              <Text size="xs" c="dimmed" mt={4}>
                {t(isChanged ? 'knowledge.notSaved' : record?.draft ? 'knowledge.savedNotPublished' : 'knowledge.asInForce')} · {t('knowledge.key', { key })}
              </Text>
            </div>
          )}
        </form>
      </Card>
      {record && (
        <Stack gap="sm">
          <Card withBorder p="sm">
            <StateBadges article={record} />
          </Card>
          <ArticleCare key={`${record.reviewAt} ${record.owner?.id}`} record={record} mayEdit={mayEdit} />
          <ArticleVersions record={record} mayEdit={mayEdit} />
        </Stack>
      )}
    </div>
  )
}
