import { Button, Tabs } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n.js'
import { PageTitle } from '../shell/page-title.js'
import { Loaded } from '../shell/states.js'
import { HoursForm } from './hours-form.js'
import { useOpeningHours } from './opening-hours-queries.js'
import { QueueHoursPanel } from './queue-hours-panel.js'

const NEW = ' new'

/** When offices and the hotline are open, which queue goes by which of these hours, and what that means for the days to come. */
export function OpeningHoursPage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const hours = useOpeningHours()
  const [shown, show] = useState<string | null>(null)
  return (
    <main className="page" style={{ maxWidth: 1200 }}>
      <PageTitle title={t('screen.opening-hours')}>
        <Button variant="light" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => show(NEW)} data-testid="hours-new">
          {t('hours.new')}
        </Button>
      </PageTitle>
      <Loaded query={hours}>
        {(items) => {
          const value = shown ?? items[0]?.code ?? NEW
          return (
            <>
              <QueueHoursPanel hours={items} />
              <Tabs value={value} onChange={show} keepMounted={false}>
                <Tabs.List mb="md">
                  {items.map(({ code, title }) => (
                    <Tabs.Tab key={code} value={code} data-testid={`hours-tab-${code}`}>
                      {title[language]}
                    </Tabs.Tab>
                  ))}
                  {value === NEW && <Tabs.Tab value={NEW}>{t('hours.newTab')}</Tabs.Tab>}
                </Tabs.List>
                {items.map((named) => (
                  <Tabs.Panel key={named.code} value={named.code}>
                    {/* What somebody else saved meanwhile is opened anew; what is being typed is asked for by the server's refusal. */}
                    <HoursForm key={named.revision} named={named} saved={show} />
                  </Tabs.Panel>
                ))}
                <Tabs.Panel value={NEW}>
                  <HoursForm named={null} like={items[0]} saved={show} />
                </Tabs.Panel>
              </Tabs>
            </>
          )
        }}
      </Loaded>
    </main>
  )
}
