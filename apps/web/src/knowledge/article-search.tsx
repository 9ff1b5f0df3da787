import { ARTICLE_TOPICS, type ArticleHit, type ArticleTopic } from '@app/contracts'
import { Box, Group, Select, Stack, Text, TextInput, UnstyledButton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconBook2, IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n.js'
import { EmptyState, Loaded } from '../shell/states.js'
import { ArticleBadges } from './article-badges.js'
import { useArticleSearch, useNoteMissed } from './knowledge-queries.js'
import { saidIn } from './said-in.js'

/** After so long without a key the words are what was meant. */
const MEANT_MS = 3_000
/** A search is answered within milliseconds; so long, a person types two letters. */
const TYPING_MS = 80

type Props = { words: string; setWords: (words: string) => void; selected: string | null; open: (key: string) => void; focused: boolean; compact?: boolean }

/** Words, and what they find at once. Up and down choose, Enter opens. */
export function ArticleSearch({ words, setWords, selected, open, focused, compact = false }: Props) {
  const { t } = useTranslation()
  const [topic, setTopic] = useState<ArticleTopic | null>(null)
  const [asked] = useDebouncedValue(words.trim(), TYPING_MS)
  const found = useArticleSearch(asked, topic)
  const [at, setAt] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const hits = found.data ?? []
  const isAnswered = !found.isPlaceholderData && !found.isFetching && asked === words.trim()
  useMissed(isAnswered && topic === null && hits.length === 0 ? asked : '')
  const choose = (next: number) => {
    setAt(next)
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <Stack gap="xs" h="100%" style={{ minHeight: 0 }}>
      <Group gap="xs" wrap="nowrap">
        <TextInput
          type="search"
          style={{ flex: 1 }}
          aria-label={t('knowledge.search')}
          placeholder={t('knowledge.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={words}
          maxLength={200}
          autoFocus={focused}
          onChange={(event) => {
            setWords(event.currentTarget.value)
            setAt(0)
          }}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') choose(Math.min(at + 1, hits.length - 1))
            else if (event.key === 'ArrowUp') choose(Math.max(at - 1, 0))
            else if (event.key === 'Enter' && hits[at]) open(hits[at].key)
            else return
            event.preventDefault()
          }}
          data-testid="knowledge-words"
        />
        {!compact && (<Select
          w={150}
          clearable
          aria-label={t('knowledge.field.topic')}
          placeholder={t('knowledge.everyTopic')}
          data={ARTICLE_TOPICS.map((value) => ({ value, label: t(`knowledge.topic.${value}`) }))}
          value={topic}
          onChange={(value) => setTopic(ARTICLE_TOPICS.find((known) => known === value) ?? null)}
          data-testid="knowledge-topic"
        />)}
      </Group>
      <Text size="xs" c="dimmed" role="status" aria-live="polite">
        {asked === '' ? t('knowledge.mostUsed') : t('knowledge.found', { count: hits.length })}
      </Text>
      <Box style={{ overflow: 'auto', minHeight: 0, flex: 1 }} data-testid="knowledge-hits" data-words={isAnswered ? asked : undefined}>
        <Loaded query={found}>
          {(all) =>
            all.length === 0 ? (
              <EmptyState icon={IconBook2} text={t('knowledge.nothing')} />
            ) : (
              <div ref={list}>
                {all.map((hit, index) => (
                  <Hit key={hit.key} hit={hit} isAt={index === at} isOpen={hit.key === selected} open={() => open(hit.key)} />
                ))}
              </div>
            )
          }
        </Loaded>
      </Box>
    </Stack>
  )
}

function Hit({ hit, isAt, isOpen, open }: { hit: ArticleHit; isAt: boolean; isOpen: boolean; open: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <UnstyledButton
      display="block"
      w="100%"
      p={8}
      mb={4}
      className="row-link"
      style={{ borderRadius: 8, border: `1px solid ${isAt ? 'var(--mantine-primary-color-filled)' : 'var(--mantine-color-default-border)'}` }}
      bg={isOpen ? 'light-dark(#dbe8f5, #1d3a56)' : undefined}
      aria-current={isOpen || undefined}
      onClick={open}
      data-testid={`knowledge-hit-${hit.key}`}
    >
      <Text fw={600} size="sm" style={{ overflowWrap: 'anywhere' }}>
        {saidIn(hit.title, language)}
      </Text>
      <Text size="xs" lineClamp={2} c="light-dark(var(--mantine-color-gray-8), var(--mantine-color-gray-4))">
        {saidIn(hit.summary, language)}
      </Text>
      <Group gap={6} mt={2}>
        <Text size="xs" c="dimmed">
          {t(`knowledge.topic.${hit.topic}`)}
        </Text>
        <ArticleBadges isExample={hit.isExample} isOverdue={hit.isOverdue} />
      </Group>
    </UnstyledButton>
  )
}

/** Notes words that found nothing: when nobody types any more, or the search is left. */
function useMissed(words: string): void {
  const { mutate } = useNoteMissed()
  const latest = useRef({ words, noted: '' })
  useEffect(() => {
    latest.current.words = words
    if (words.length < 2) return
    const timer = setTimeout(note, MEANT_MS)
    return () => clearTimeout(timer)
  })
  const note = () => {
    const { words: missed, noted } = latest.current
    if (missed.length < 2 || missed === noted) return
    latest.current.noted = missed
    mutate(missed)
  }
  const atTheEnd = useRef(note)
  useEffect(() => {
    atTheEnd.current = note
  })
  useEffect(() => () => atTheEnd.current(), [])
}
