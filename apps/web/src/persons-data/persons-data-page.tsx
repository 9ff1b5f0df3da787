import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { PageTitle } from '../shell/page-title.js'
import { LooksTab } from './looks-tab.js'
import { PersonTab } from './person-tab.js'
import { RetentionTab } from './retention-tab.js'

const TABS = ['looks', 'retention', 'person'] as const

/** Who looked at citizens' data, how long it is kept, and what there is of one citizen. */
export function PersonsDataPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { tab: asked } = useParams()
  const tab = TABS.find((known) => known === asked) ?? 'looks'
  return (
    <main className="page" style={{ maxWidth: 1200 }}>
      <PageTitle title={t('screen.persons-data')}>
        <SegmentedControl value={tab} onChange={(value) => void navigate(`/persons-data/${value}`)} data={TABS.map((value) => ({ value, label: t(`personsData.tab.${value}`) }))} data-testid="persons-data-tabs" />
      </PageTitle>
      {tab === 'looks' ? <LooksTab /> : tab === 'retention' ? <RetentionTab /> : <PersonTab />}
    </main>
  )
}
