import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { useSession } from '../session/session-context.js'
import { PageTitle } from '../shell/page-title.js'
import { ArticleEditor } from './article-editor.js'
import { KeptArticlesTab } from './kept-articles-tab.js'
import { KnowledgeFiguresTab } from './knowledge-figures-tab.js'
import { ReadTab } from './read-tab.js'

const TABS = ['read', 'keep', 'figures'] as const

/** Everybody reads; whoever keeps articles sees drafts, versions, what is due for review, and what became of them. */
export function KnowledgePage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { role } = useSession()
  const { tab: asked, key = null } = useParams()
  const tabs = role === 'supervisor' || role === 'manager' || role === 'admin' ? TABS : TABS.slice(0, 1)
  const tab = tabs.find((known) => known === asked) ?? 'read'
  return (
    <main className="page" style={{ maxWidth: 1320 }} data-testid="knowledge">
      <PageTitle title={t('screen.knowledge')}>
        {tabs.length > 1 && <SegmentedControl value={tab} onChange={(value) => void navigate(`/knowledge/${value}`)} data={tabs.map((value) => ({ value, label: t(`knowledge.tab.${value}`) }))} data-testid="knowledge-tabs" />}
      </PageTitle>
      {tab === 'read' && <ReadTab articleKey={key} />}
      {tab === 'keep' && (key === null ? <KeptArticlesTab /> : <ArticleEditor key={key} articleKey={key === 'new' ? null : key} />)}
      {tab === 'figures' && <KnowledgeFiguresTab />}
    </main>
  )
}
