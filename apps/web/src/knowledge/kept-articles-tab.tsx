import { KEPT_STATES, type KeptArticle, type KeptArticlesQuery } from '@app/contracts'
import { Button, Group, SegmentedControl, Table, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconBook2, IconPlus, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { formatDay, formatMoment } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { useNow } from '../live/live-context.js'
import { useSession } from '../session/session-context.js'
import { OpenableRow } from '../shell/openable-row.js'
import { EmptyState, Loaded, Pages } from '../shell/states.js'
import { ArticleBadges } from './article-badges.js'
import { useKeptArticles } from './knowledge-queries.js'
import { mayEditArticles } from './may-edit-articles.js'
import { QuietBadge } from './quiet-badge.js'
import { saidIn } from './said-in.js'

/** Every article that there is: drafts, what is due for review, what was withdrawn. */
export function KeptArticlesTab() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { role } = useSession()
  const [query, setQuery] = useState<KeptArticlesQuery>({ state: 'all', words: '', page: 1 })
  const [words] = useDebouncedValue(query.words, 150)
  const kept = useKeptArticles({ ...query, words })
  const language = useLanguage()
  const now = useNow()
  return (
    <>
      <Group mb="sm" gap="xs">
        <SegmentedControl size="xs" value={query.state} onChange={(state) => setQuery({ ...query, state: KEPT_STATES.find((known) => known === state) ?? 'all', page: 1 })} data={KEPT_STATES.map((value) => ({ value, label: t(`knowledge.kept.${value}`) }))} data-testid="kept-state" />
        <TextInput size="xs" type="search" w={240} aria-label={t('knowledge.searchTitle')} placeholder={t('knowledge.searchTitle')} leftSection={<IconSearch size={15} aria-hidden />} value={query.words} onChange={(event) => setQuery({ ...query, words: event.currentTarget.value, page: 1 })} data-testid="kept-words" />
        {mayEditArticles(role) && (
          <Button size="xs" ml="auto" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => void navigate('/knowledge/keep/new')} data-testid="article-new">
            {t('knowledge.new')}
          </Button>
        )}
      </Group>
      <Loaded query={kept}>
        {({ items, page, pageSize, total }) =>
          items.length === 0 ? (
            <EmptyState icon={IconBook2} text={t(query.state === 'review' ? 'knowledge.nothingToReview' : 'knowledge.noneKept')} />
          ) : (
            <>
              <Table withTableBorder bg="var(--mantine-color-body)" highlightOnHover>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('knowledge.field.title')}</Table.Th>
                    <Table.Th>{t('knowledge.field.topic')}</Table.Th>
                    <Table.Th>{t('knowledge.state')}</Table.Th>
                    <Table.Th>{t('knowledge.owner')}</Table.Th>
                    <Table.Th>{t('knowledge.review')}</Table.Th>
                    <Table.Th>{t('knowledge.changed')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {items.map((article) => (
                    <OpenableRow key={article.key} label={saidIn(article.title, language)} open={() => void navigate(`/knowledge/keep/${article.key}`)} testId={`kept-${article.key}`}>
                      <Table.Td style={{ overflowWrap: 'anywhere' }}>{saidIn(article.title, language)}</Table.Td>
                      <Table.Td>{t(`knowledge.topic.${article.topic}`)}</Table.Td>
                      <Table.Td>
                        <StateBadges article={article} />
                      </Table.Td>
                      <Table.Td>{article.owner?.name ?? <Text size="sm" c="dimmed">{t('knowledge.nobody')}</Text>}</Table.Td>
                      <Table.Td style={{ whiteSpace: 'nowrap' }}>
                        <Text size="sm" fw={article.isOverdue ? 600 : undefined} c={article.isOverdue ? 'light-dark(var(--mantine-color-orange-9), var(--mantine-color-orange-3))' : undefined}>
                          {article.reviewAt ? formatDay(article.reviewAt, language) : ''}
                        </Text>
                      </Table.Td>
                      <Table.Td>
                        <Text size="xs" c="dimmed">
                          {article.changedBy === 'system' ? t('knowledge.bySystem') : article.changedBy} · {formatMoment(article.changedAt, language, now)}
                        </Text>
                      </Table.Td>
                    </OpenableRow>
                  ))}
                </Table.Tbody>
              </Table>
              <Pages page={page} pageSize={pageSize} total={total} onChange={(next) => setQuery({ ...query, page: next })} />
            </>
          )
        }
      </Loaded>
    </>
  )
}

export function StateBadges({ article: { version, draft, isExample, isOverdue } }: { article: Pick<KeptArticle, 'version' | 'draft' | 'isExample' | 'isOverdue'> }) {
  const { t } = useTranslation()
  return (
    <Group gap={4} data-testid="article-state" data-version={version ?? ''} data-draft={draft?.revision ?? ''}>
      <QuietBadge color={version === null ? 'gray' : 'teal'} text={version === null ? t('knowledge.notInForce') : t('knowledge.inForce', { version })} />
      {draft && <QuietBadge color="blue" text={t('knowledge.draft')} />}
      <ArticleBadges isExample={isExample} isOverdue={isOverdue} />
    </Group>
  )
}
