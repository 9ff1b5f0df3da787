import { Card } from '@mantine/core'
import { IconBook2 } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { EmptyState } from '../shell/states.js'
import { ArticleReader } from './article-reader.js'
import { ArticleSearch } from './article-search.js'

/** The list beside the article. */
export function ReadTab({ articleKey }: { articleKey: string | null }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [words, setWords] = useState('')
  const [occasion] = useState(() => crypto.randomUUID())
  return (
    <div className="knowledge-read">
      <Card withBorder p="sm">
        <ArticleSearch words={words} setWords={setWords} selected={articleKey} open={(key) => void navigate(`/knowledge/read/${key}`)} focused={articleKey === null} />
      </Card>
      <Card withBorder p="md">{articleKey === null ? <EmptyState icon={IconBook2} text={t('knowledge.choose')} /> : <ArticleReader articleKey={articleKey} occasion={{ occasion, callId: null, number: null }} />}</Card>
    </div>
  )
}
