import { TIME_UNITS, type Category, type DeadlineRule, type DeadlineScope, type WorkingSpan } from '@app/contracts'
import { Alert, Button, Card, Divider, Group, NumberInput, Select, Stack, Text } from '@mantine/core'
import { scopeKey } from '@app/deadline-rules'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { formatFull } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { useSession } from '../session/session-context.js'
import { Facts } from '../shell/facts.js'
import { useAuthorName } from '../shell/use-author-name.js'
import { ruleIn } from './deadline-matrix.js'
import { useChangeDeadlineRule, useDeadlineTrial } from './ticket-kind-queries.js'
import { WorkingSpanText } from './working-span-text.js'

type Props = { scope: DeadlineScope; rules: readonly DeadlineRule[]; categories: readonly Category[] }

/** A cell of the matrix: what applies there and whence, its own rule to set or take away, and what a ticket that is made now would get. */
export function RulePanel({ scope, rules, categories }: Props) {
  const { t } = useTranslation()
  const authorName = useAuthorName()
  const language = useLanguage()
  const { role } = useSession()
  const change = useChangeDeadlineRule()
  const { rule, own } = ruleIn(scope, rules)
  const [answer, setAnswer] = useState(rule.answer)
  const [reaction, setReaction] = useState(rule.reaction)
  const title = useScopeTitle(categories)
  const changed = !own || JSON.stringify([answer, reaction]) !== JSON.stringify([rule.answer, rule.reaction])
  const all = scopeKey(scope) === scopeKey({ kind: null, categoryId: null, urgency: null })
  return (
    <Card withBorder p="sm" data-testid="rule-panel">
      <Stack gap="xs">
        <Text fw={600}>{title(scope)}</Text>
        <Text size="sm" c="dimmed" data-testid="rule-origin">
          {own && 'changedBy' in rule ? t('kinds.deadlines.own', { by: authorName(rule.changedBy), at: formatFull(rule.changedAt, language) }) : t('kinds.deadlines.from', { scope: title(rule) })}
        </Text>
        {role === 'admin' ? (
          <form
            onSubmit={(event) => {
              event.preventDefault()
              change.mutate({ ...scope, answer, reaction })
            }}
          >
            <Stack gap="xs">
              <SpanInput label={t('kinds.deadlines.answer')} span={answer} change={setAnswer} testId="rule-answer" />
              <SpanInput label={t('kinds.deadlines.reaction')} span={reaction} change={setReaction} testId="rule-reaction" />
              {change.error && (
                <Alert color="red" py="xs" role="alert">
                  {failureSentence(change.error, language)}
                </Alert>
              )}
              <Group gap="xs">
                <Button type="submit" size="sm" loading={change.isPending} disabled={!changed} data-testid="rule-save">
                  {t(own ? 'kinds.deadlines.save' : 'kinds.deadlines.setOwn')}
                </Button>
                {own && !all && (
                  <Button size="sm" variant="default" loading={change.isPending} onClick={() => change.mutate(scope)} data-testid="rule-remove">
                    {t('kinds.deadlines.remove')}
                  </Button>
                )}
              </Group>
              <Text size="xs" c="dimmed">
                {t('kinds.deadlines.standing')}
              </Text>
            </Stack>
          </form>
        ) : (
          <Facts
            facts={[
              [t('kinds.deadlines.answer'), <WorkingSpanText key="answer" span={rule.answer} />],
              [t('kinds.deadlines.reaction'), <WorkingSpanText key="reaction" span={rule.reaction} />],
            ]}
          />
        )}
        <Divider my={4} />
        <Trial scope={scope} categories={categories} />
      </Stack>
    </Card>
  )
}

/** Of what is not said in the scope, the first and the ordinary is tried. */
function Trial({ scope, categories }: Pick<Props, 'scope' | 'categories'>) {
  const { t } = useTranslation()
  const language = useLanguage()
  const categoryId = scope.categoryId ?? categories[0]?.id
  const title = useScopeTitle(categories)
  const tried = categoryId === undefined ? null : { kind: scope.kind ?? ('problem' as const), categoryId, urgency: scope.urgency ?? ('normal' as const) }
  const trial = useDeadlineTrial(tried)
  return (
    <Stack gap={4} data-testid="rule-trial">
      <Text size="sm" fw={600}>
        {t('kinds.deadlines.trial')}
      </Text>
      {tried && (
        <Text size="xs" c="dimmed">
          {title(tried)}
        </Text>
      )}
      {trial.error && <Text size="sm">{failureSentence(trial.error, language)}</Text>}
      {trial.data && (
        <Facts
          facts={[
            [t('kinds.deadlines.reactBy'), formatFull(trial.data.reactBy, language)],
            [t('kinds.deadlines.answerBy'), formatFull(trial.data.answerBy, language)],
            [t('kinds.deadlines.byRule'), title(trial.data.rule)],
            [t('kinds.levelTitle'), t('kinds.level', { level: trial.data.level })],
          ]}
        />
      )}
    </Stack>
  )
}

function useScopeTitle(categories: readonly Category[]): (scope: DeadlineScope) => string {
  const { t } = useTranslation()
  const language = useLanguage()
  return ({ kind, categoryId, urgency }) => {
    const parts = [kind && t(`kinds.kind.${kind}`), categoryId !== null && categories.find(({ id }) => id === categoryId)?.name[language], urgency && t(`kinds.urgency.${urgency}`)].filter((part) => typeof part === 'string')
    return parts.length === 0 ? t('kinds.deadlines.everyTicket') : parts.join(' · ')
  }
}

function SpanInput({ label, span, change, testId }: { label: string; span: WorkingSpan; change: (span: WorkingSpan) => void; testId: string }) {
  const { t } = useTranslation()
  return (
    <Group gap={6} align="flex-end" wrap="nowrap">
      <NumberInput size="sm" label={label} min={1} max={365} clampBehavior="strict" allowDecimal={false} value={span.amount} onChange={(value) => change({ ...span, amount: Math.max(1, Number(value) || 1) })} style={{ flex: 1 }} data-testid={testId} />
      <Select size="sm" w={158} aria-label={t('kinds.deadlines.unit')} allowDeselect={false} data={TIME_UNITS.map((value) => ({ value, label: t(`kinds.unit.${value}`) }))} value={span.unit} onChange={(value) => change({ ...span, unit: TIME_UNITS.find((known) => known === value) ?? span.unit })} />
    </Group>
  )
}
