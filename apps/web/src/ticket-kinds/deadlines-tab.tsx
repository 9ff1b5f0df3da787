import { TICKET_KINDS, URGENCIES, type Category, type DeadlineRule, type DeadlineScope, type TicketKind, type Urgency } from '@app/contracts'
import { Group, SegmentedControl, Stack, Table, Text } from '@mantine/core'
import { scopeKey } from '@app/deadline-rules'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCategories } from '../api/queries.js'
import { useLanguage } from '../i18n.js'
import { Loaded } from '../shell/states.js'
import { ruleIn } from './deadline-matrix.js'
import classes from './deadlines-tab.module.css'
import { RulePanel } from './rule-panel.js'
import { TicketFiguresLine } from './ticket-figures-line.js'
import { useDeadlineRules } from './ticket-kind-queries.js'
import { WorkingSpanText } from './working-span-text.js'

const COLUMNS: readonly (TicketKind | null)[] = [null, ...TICKET_KINDS]

/** How long answers may take: a matrix of kind and category for each urgency, and what applies to a cell. */
export function DeadlinesTab() {
  const { t } = useTranslation()
  const rules = useDeadlineRules()
  const categories = useCategories()
  const [urgency, setUrgency] = useState<Urgency | null>(null)
  const [chosen, choose] = useState<DeadlineScope>({ kind: null, categoryId: null, urgency: null })
  const scope = { ...chosen, urgency }
  return (
    <Stack gap="sm">
      <TicketFiguresLine />
      <Group justify="space-between">
        <SegmentedControl
          size="sm"
          value={urgency ?? 'any'}
          onChange={(value) => setUrgency(URGENCIES.find((known) => known === value) ?? null)}
          data={[{ value: 'any', label: t('kinds.anyUrgency') }, ...URGENCIES.map((value) => ({ value, label: t(`kinds.urgency.${value}`) }))]}
          data-testid="deadline-urgency"
        />
        <Text size="xs" c="dimmed" maw={640}>
          {t('kinds.deadlines.about')}
        </Text>
      </Group>
      <Loaded query={rules}>
        {(found) => (
          <div style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) 340px', gap: 16, alignItems: 'start' }}>
            <Matrix rules={found} categories={categories.data ?? []} urgency={urgency} chosen={scope} choose={choose} />
            <RulePanel key={scopeKey(scope)} scope={scope} rules={found} categories={categories.data ?? []} />
          </div>
        )}
      </Loaded>
    </Stack>
  )
}

type MatrixProps = { rules: readonly DeadlineRule[]; categories: readonly Category[]; urgency: Urgency | null; chosen: DeadlineScope; choose: (scope: DeadlineScope) => void }

function Matrix({ rules, categories, urgency, chosen, choose }: MatrixProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const rows = [null, ...categories]
  const title = (category: Category | null) => category?.name[language] ?? t('kinds.deadlines.anyCategory')
  return (
    <div className={classes['scroll']}>
      <Table className={classes['matrix'] ?? ''} withColumnBorders data-testid="deadline-matrix">
        <Table.Thead>
          <Table.Tr>
            <Table.Th className={classes['category'] ?? ''}>{t('tickets.category')}</Table.Th>
            {COLUMNS.map((kind) => (
              <Table.Th key={kind ?? ''}>{kind === null ? t('kinds.anyKind') : t(`kinds.kind.${kind}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((category) => (
            <Table.Tr key={category?.id ?? 0}>
              <Table.Th scope="row" className={classes['category'] ?? ''} title={title(category)}>
                {title(category)}
              </Table.Th>
              {COLUMNS.map((kind) => {
                const scope = { kind, categoryId: category?.id ?? null, urgency }
                const { rule, own } = ruleIn(scope, rules)
                const key = scopeKey(scope)
                return (
                  <Table.Td key={kind ?? ''} p={0}>
                    <button
                      type="button"
                      className={classes['cell']}
                      data-own={own}
                      aria-pressed={scopeKey(chosen) === key}
                      aria-label={`${title(category)}, ${kind === null ? t('kinds.anyKind') : t(`kinds.kind.${kind}`)}`}
                      onClick={() => choose(scope)}
                      data-testid={`rule-${key}`}
                    >
                      <WorkingSpanText span={rule.answer} short />
                    </button>
                  </Table.Td>
                )
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}
