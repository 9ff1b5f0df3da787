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

/** What products call service level; the first is ours. */
const RIVALS = ['serviceLevel', 'answeredOnly', 'appQueue', 'allOffered']

/** What every figure means, in one place; and why another product's service level is another one. */
export function DefinitionsPage() {
  const { t } = useTranslation()
  const definitions = useDefinitions()
  return (
    <main className="page reports" data-testid="definitions">
      <ReportList current="definitions" />
      <div className="report-main">
        <PageTitle title={t('reports.name.definitions')} />
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
      <Rivals definitions={definitions} />
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

function Rivals({ definitions }: { definitions: MetricDefinition[] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <Card withBorder p="md" mb="sm" component="section" data-testid="rivals">
      <Text component="h2" m={0} fw={600} size="sm" mb={4}>
        {t('reports.rivals.title')}
      </Text>
      <Text size="sm" mb="xs">
        {t('reports.rivals.why')}
      </Text>
      <dl className="definition-list">
        {RIVALS.flatMap((rival) => definitions.filter(({ key }) => key === rival)).map(({ key, name, formula, definition }) => (
          <div key={key}>
            <dt>{name[language]}</dt>
            <dd>{formula[language]}</dd>
            <dd className="dimmed-line">{definition[language]}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
