import type { MetricDefinition } from '@app/contracts'
import { HoverCard, Stack, Text, UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n.js'
import { useDefinitions } from './report-queries.js'

/** A figure's name; what it means is one hover, or one tab, away. */
export function DefinedTitle({ title, metric, children }: { title: string; metric: string | null; children?: ReactNode }) {
  const { t } = useTranslation()
  const { data } = useDefinitions()
  const definition = metric === null ? undefined : data?.find(({ key }) => key === metric)
  if (!definition) return children ?? title
  return (
    <HoverCard width={360} shadow="md" openDelay={150} position="bottom" withinPortal>
      <HoverCard.Target>
        <UnstyledButton className="defined-title" aria-label={t('reports.whatIs', { title })} data-testid={`defined-${metric}`}>
          {children ?? title}
        </UnstyledButton>
      </HoverCard.Target>
      <HoverCard.Dropdown data-testid="definition">
        <Definition definition={definition} />
      </HoverCard.Dropdown>
    </HoverCard>
  )
}

/** Name, meaning, formula, example. */
export function Definition({ definition, name = true }: { definition: MetricDefinition; name?: boolean }) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <Stack gap={4}>
      {name && (
        <Text size="sm" fw={600}>
          {definition.name[language]}
        </Text>
      )}
      <Text size="sm">{definition.definition[language]}</Text>
      {definition.formula[language] !== '' && (
        <Text size="sm">
          <Text span c="dimmed" size="sm">
            {t('reports.formula')}{' '}
          </Text>
          {definition.formula[language]}
        </Text>
      )}
      {definition.example[language] !== '' && (
        <Text size="sm">
          <Text span c="dimmed" size="sm">
            {t('reports.example')}{' '}
          </Text>
          {definition.example[language]}
        </Text>
      )}
    </Stack>
  )
}
