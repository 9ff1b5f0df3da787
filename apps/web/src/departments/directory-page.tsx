import { Tabs } from '@mantine/core'
import { IconArrowsExchange, IconCategory, IconHistory, IconKey, IconSitemap, IconUsers } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ApiKeysTab } from '../api-keys/api-keys-tab.js'
import { PageTitle } from '../shell/page-title.js'
import { Loaded } from '../shell/states.js'
import { AccountsTab } from './accounts-tab.js'
import { CategoriesTab } from './categories-tab.js'
import { ChangesTab } from './changes-tab.js'
import { DepartmentsTab } from './departments-tab.js'
import { useDirectory } from './directory-queries.js'
import { ReorganisationsTab } from './reorganisations-tab.js'

const TABS = { tree: IconSitemap, categories: IconCategory, accounts: IconUsers, reorganisations: IconArrowsExchange, 'api-keys': IconKey, changes: IconHistory } as const
const NAMES = ['tree', 'categories', 'accounts', 'reorganisations', 'api-keys', 'changes'] as const

/** Departments, what they are there for, who works in them, and how they change. */
export function DirectoryPage() {
  const { t } = useTranslation()
  const directory = useDirectory()
  return (
    <main className="page" style={{ maxWidth: 1200 }}>
      <PageTitle title={t('screen.directory')} />
      <Tabs defaultValue="tree" keepMounted={false}>
        <Tabs.List mb="md">
          {NAMES.map((name) => {
            const TabIcon = TABS[name]
            return (
              <Tabs.Tab key={name} value={name} leftSection={<TabIcon size={16} aria-hidden />} data-testid={`tab-${name}`}>
                {t(`departments.tab.${name}`)}
              </Tabs.Tab>
            )
          })}
        </Tabs.List>
        <Loaded query={directory}>
          {(found) => (
            <>
              <Tabs.Panel value="tree">
                <DepartmentsTab directory={found} />
              </Tabs.Panel>
              <Tabs.Panel value="categories">
                <CategoriesTab directory={found} />
              </Tabs.Panel>
              <Tabs.Panel value="accounts">
                <AccountsTab directory={found} />
              </Tabs.Panel>
              <Tabs.Panel value="reorganisations">
                <ReorganisationsTab directory={found} />
              </Tabs.Panel>
              <Tabs.Panel value="api-keys">
                <ApiKeysTab />
              </Tabs.Panel>
              <Tabs.Panel value="changes">
                <ChangesTab changes={found.changes} />
              </Tabs.Panel>
            </>
          )}
        </Loaded>
      </Tabs>
    </main>
  )
}
