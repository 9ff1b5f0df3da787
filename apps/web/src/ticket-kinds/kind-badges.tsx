import type { TicketKind, TicketSummary } from '@app/contracts'
import { Badge, Group, Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export const KIND_COLORS: Record<TicketKind, string> = { information: 'blue', problem: 'orange', complaint: 'red', proposal: 'teal', dossier: 'violet', voicemail: 'gray', 'call-back': 'cyan' }

/** What kind a ticket is, at which level, and whether it is urgent. */
export function KindBadges({ ticket: { kind, urgency, level } }: { ticket: Pick<TicketSummary, 'kind' | 'urgency' | 'level'> }) {
  const { t } = useTranslation()
  return (
    <Group gap={4} component="span" wrap="wrap">
      <Badge component="span" size="sm" variant="light" color={KIND_COLORS[kind]} data-testid="kind-badge">
        {t(`kinds.kind.${kind}`)}
      </Badge>
      <Tooltip label={t(`kinds.levelHint.${level}`)}>
        <Badge component="span" size="sm" variant={level === 3 ? 'filled' : 'outline'} color={level === 3 ? 'grape' : 'gray'} data-testid="level-badge" data-level={level}>
          {t('kinds.level', { level })}
        </Badge>
      </Tooltip>
      {urgency === 'urgent' && (
        <Badge component="span" size="sm" color="red" data-testid="urgent-badge">
          {t('kinds.urgent')}
        </Badge>
      )}
    </Group>
  )
}
