import { Tabs } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DispositionsTab } from '../dispositions/dispositions-tab.js'
import { PauseReasonsTab } from '../pause-reasons/pause-reasons-tab.js'
import { PageTitle } from '../shell/page-title.js'

const TABS = { pauses: PauseReasonsTab, dispositions: DispositionsTab } as const

/** By what operators pause, and what they say of their talks. */
export function DeskRulesPage() {
  const { t } = useTranslation()
  return (
    <main className="page" style={{ maxWidth: 1100 }}>
      <PageTitle title={t('screen.desk-rules')} />
      <Tabs defaultValue="pauses" keepMounted={false}>
        <Tabs.List mb="md">
          {Object.keys(TABS).map((name) => (
            <Tabs.Tab key={name} value={name} data-testid={`tab-${name}`}>
              {t(`deskRules.tab.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {Object.entries(TABS).map(([name, Tab]) => (
          <Tabs.Panel key={name} value={name}>
            <Tab />
          </Tabs.Panel>
        ))}
      </Tabs>
    </main>
  )
}
