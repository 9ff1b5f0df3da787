import { Tabs } from '@mantine/core'
import { IconAlertTriangle, IconListDetails } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { PageTitle } from '../shell/page-title.js'
import { ListedNumbersTab } from './listed-numbers-tab.js'
import { NoticesTab } from './notices-tab.js'

/** What callers hear beside the flow, and for whom the flow goes another way. */
export function AnnouncementsPage() {
  const { t } = useTranslation()
  return (
    <main className="page" style={{ maxWidth: 1000 }}>
      <PageTitle title={t('screen.announcements')} />
      <Tabs defaultValue="notices" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="notices" leftSection={<IconAlertTriangle size={16} aria-hidden />} data-testid="tab-notices">
            {t('announcements.notices')}
          </Tabs.Tab>
          <Tabs.Tab value="numbers" leftSection={<IconListDetails size={16} aria-hidden />} data-testid="tab-numbers">
            {t('announcements.numbers')}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="notices">
          <NoticesTab />
        </Tabs.Panel>
        <Tabs.Panel value="numbers">
          <ListedNumbersTab />
        </Tabs.Panel>
      </Tabs>
    </main>
  )
}
