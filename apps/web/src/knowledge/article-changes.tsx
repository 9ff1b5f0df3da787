import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { EmptyState, Loaded } from '../shell/states.js'
import { useArticleChanges, type Side } from './knowledge-queries.js'

const LOOK = {
  same: {},
  added: { background: 'light-dark(#d3f3df, #14432a)', textDecoration: 'none' },
  removed: { background: 'light-dark(#fbdcdc, #5a1f1f)', textDecoration: 'line-through' },
} as const

/** Word by word: taken out is struck through, put in is marked. */
export function ArticleChanges({ articleKey, from, to }: { articleKey: string; from: Side; to: Side }) {
  const { t } = useTranslation()
  const changes = useArticleChanges(articleKey, from, to)
  return (
    <Loaded query={changes}>
      {(all) =>
        all.length === 0 ? (
          <EmptyState text={t('knowledge.noChanges')} />
        ) : (
          <Stack gap="sm" data-testid="article-changes">
            {all.map(({ field, pieces }) => (
              <div key={field} data-testid="article-change" data-field={field}>
                <Text size="xs" fw={700} c="dimmed">
                  <FieldName field={field} />
                </Text>
                <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
                  {pieces.map(({ text, how }, index) => (how === 'added' ? <ins key={index} style={LOOK.added}>{text}</ins> : how === 'removed' ? <del key={index} style={LOOK.removed}>{text}</del> : <span key={index}>{text}</span>))}
                </Text>
              </div>
            ))}
          </Stack>
        )
      }
    </Loaded>
  )
}

/** `documents.2.vi` is the second of the documents, in Vietnamese. */
function FieldName({ field }: { field: string }) {
  const { t } = useTranslation()
  const [name = '', ...rest] = field.split('.')
  const language = rest.at(-1)
  const number = rest.length > 1 ? rest[0] : undefined
  const words = [t(`knowledge.field.${name}`), number, language && t(language === 'en' ? 'knowledge.inEnglish' : 'knowledge.inVietnamese')]
  return words.filter(Boolean).join(' · ')
}
