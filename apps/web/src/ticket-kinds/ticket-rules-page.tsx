import { Tabs } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { useSession } from '../session/session-context.js'
import { PageTitle } from '../shell/page-title.js'
import { DeadlinesTab } from './deadlines-tab.js'
import { FormsTab } from './forms-tab.js'
import { ViewersTab } from './viewers-tab.js'

const TABS = { forms: FormsTab, deadlines: DeadlinesTab, viewers: ViewersTab } as const
type TabName = keyof typeof TABS

/** By what tickets are asked, timed and seen. */
export function TicketRulesPage() {
  const { t } = useTranslation()
  const { role } = useSession()
  const navigate = useNavigate()
  const { tab } = useParams()
  const names: TabName[] = role === 'admin' ? ['forms', 'deadlines', 'viewers'] : role === 'manager' ? ['deadlines', 'viewers'] : ['deadlines']
  const shown = names.find((name) => name === tab) ?? names[0] ?? 'deadlines'
  return (
    <main className="page">
      <PageTitle title={t('screen.ticket-rules')} />
      <Tabs value={shown} onChange={(name) => void navigate(`/ticket-rules/${name}`)} keepMounted={false}>
        <Tabs.List mb="sm">
          {names.map((name) => (
            <Tabs.Tab key={name} value={name} data-testid={`tab-${name}`}>
              {t(`kinds.tab.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {names.map((name) => {
          const Tab = TABS[name]
          return (
            <Tabs.Panel key={name} value={name}>
              <Tab />
            </Tabs.Panel>
          )
        })}
      </Tabs>
    </main>
  )
}
