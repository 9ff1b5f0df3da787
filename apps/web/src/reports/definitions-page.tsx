import type { MetricDefinition } from '@app/contracts'
import { Card, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { matchesSearch } from '../format/fold-diacritics.js'
import { useLanguage } from '../i18n.js'
import { PageTitle } from '../shell/page-title.js'
import { EmptyState, Loaded, LoadingRows } from '../shell/states.js'
import { Definition } from './defined-title.js'
import { ReportList } from './report-list.js'
import { useDefinitions } from './report-queries.js'
import './reports.css'

const RIVALS = ['ours', 'answeredOnly', 'appQueue', 'appQueueAll'] as const

/** What every figure means, in one place; and why another product's service level is another one. */
export function DefinitionsPage() {
  const { t } = useTranslation()
  const definitions = useDefinitions()
  return (
    <main className="page reports" data-testid="definitions">
      <ReportList current="definitions" />
      <div className="report-main">
        <PageTitle title={t('reports.name.definitions')} />
        <Card withBorder p="md" mb="sm" component="section">
          <Text component="h2" m={0} fw={600} size="sm" mb={4}>
            {t('reports.rivals.title')}
          </Text>
          <Text size="sm" mb="xs">
            {t('reports.rivals.why')}
          </Text>
          <dl className="definition-list">
            {RIVALS.map((rival) => (
              <div key={rival}>
                <dt>{t(`reports.rivals.${rival}.name`)}</dt>
                <dd>{t(`reports.rivals.${rival}.formula`)}</dd>
              </div>
            ))}
          </dl>
          <Text size="sm" c="dimmed" mt="xs">
            {t('reports.rivals.example')}
          </Text>
        </Card>
        <Loaded query={definitions} skeleton={<LoadingRows rows={8} height={90} />}>
          {(found) => <DefinitionList definitions={found} />}
        </Loaded>
      </div>
    </main>
  )
}

function DefinitionList({ definitions }: { definitions: MetricDefinition[] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [search, setSearch] = useState('')
  const shown = definitions.filter(({ name, definition }) => matchesSearch(`${name[language]} ${definition[language]}`, search))
  return (
    <>
      <TextInput size="sm" mb="sm" maw={360} className="no-print" leftSection={<IconSearch size={16} aria-hidden />} aria-label={t('reports.findDefinition')} placeholder={t('reports.findDefinition')} value={search} onChange={(event) => setSearch(event.currentTarget.value)} data-testid="definition-search" />
      {shown.length === 0 && <EmptyState text={t('reports.nothingFits')} />}
      <div className="definition-cards">
        {shown.map((definition) => (
          <Card key={definition.key} withBorder p="md" component="section" id={definition.key} data-testid="definition-card">
            <Text component="h2" m={0} fw={600} size="sm" mb={4}>
              {definition.name[language]}
            </Text>
            <Definition definition={definition} name={false} />
          </Card>
        ))}
      </div>
    </>
  )
}
