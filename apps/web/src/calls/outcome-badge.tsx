import type { CallOutcome } from '@app/contracts'
import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { OUTCOME_COLORS } from './outcomes.js'

export function OutcomeBadge({ outcome }: { outcome: CallOutcome }) {
  const { t } = useTranslation()
  return (
    <Badge variant="light" color={OUTCOME_COLORS[outcome]} style={{ flexShrink: 0 }}>
      {t(`outcome.${outcome}`)}
    </Badge>
  )
}
