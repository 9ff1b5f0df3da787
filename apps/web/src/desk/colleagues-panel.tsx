import type { LiveOperator } from '@app/contracts'
import { Badge, Divider, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { OPERATOR_STATE_COLORS, OPERATOR_STATE_ORDER } from '../shell/operator-states.js'

/** Colleagues who are here, by state; those who are not here are only counted. */
export function ColleaguesPanel({ operators, me }: { operators: readonly LiveOperator[] | null; me: LiveOperator | null }) {
  const { t } = useTranslation()
  const others = (operators ?? []).filter((operator) => operator.userId !== me?.userId)
  const present = others
    .filter((operator) => operator.state !== 'offline')
    .toSorted((a, b) => OPERATOR_STATE_ORDER.indexOf(a.state) - OPERATOR_STATE_ORDER.indexOf(b.state) || a.displayName.localeCompare(b.displayName, 'vi'))
  return (
    <section aria-label={t('desk.colleagues')}>
      <Divider my="sm" label={t('desk.colleagues')} labelPosition="left" />
      <Stack gap={5}>
        {present.map((operator) => (
          <Group key={operator.userId} justify="space-between" wrap="nowrap" gap="xs" data-testid={`colleague-${operator.userId}`} data-state={operator.state}>
            <Text size="sm" truncate title={operator.displayName} py={1}>
              {operator.displayName}
            </Text>
            <Badge color={OPERATOR_STATE_COLORS[operator.state]} variant="light" style={{ flexShrink: 0 }}>
              {operator.ownCall ? t('operatorCalls.state') : t(`operatorState.${operator.state}`)}
            </Badge>
          </Group>
        ))}
        <Text size="sm" c="dimmed">
          {present.length === 0 ? t('desk.noColleagues') : others.length > present.length && t('desk.absentCount', { count: others.length - present.length })}
        </Text>
      </Stack>
    </section>
  )
}
