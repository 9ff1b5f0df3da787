import type { TicketSummary } from '@app/contracts'
import { Badge, Box, Card, Checkbox, Group, Text, UnstyledButton } from '@mantine/core'
import { IconUser } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../format/moments.js'
import { formatTicketCode } from '../format/numbers.js'
import { useLanguage } from '../i18n.js'
import { useSession } from '../session/session-context.js'
import { KindBadges } from '../ticket-kinds/kind-badges.js'
import { Deadline } from '../tickets/deadline.js'
import { TicketCode } from '../tickets/ticket-code.js'
import { STATE_COLORS } from '../tickets/ticket-detail.js'

interface Props {
  ticket: TicketSummary
  now: number
  /** On the right. */
  opened: boolean
  /** Where the keyboard is. */
  pointed: boolean
  chosen: boolean
  open: () => void
  choose: () => void
}

export function InboxRow({ ticket, now, opened, pointed, chosen, open, choose }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { userId } = useSession()
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (pointed) row.current?.scrollIntoView({ block: 'nearest' })
  }, [pointed])
  const late = ticket.overdue && ticket.answeredAt === null
  return (
    <Card
      ref={row}
      withBorder
      p={0}
      bg={opened ? 'light-dark(#dbe8f5, #1d3a56)' : chosen ? 'light-dark(#eef5fc, #22303d)' : undefined}
      style={{ boxShadow: late ? 'inset 4px 0 var(--mantine-color-red-6)' : undefined, outline: pointed ? '2px solid var(--mantine-primary-color-filled)' : undefined, outlineOffset: -1, scrollMarginBlock: 80 }}
    >
      <Group gap={0} wrap="nowrap" align="stretch">
        <Checkbox size="md" pl="sm" pt={9} checked={chosen} onChange={choose} aria-label={t('inbox.choose', { code: formatTicketCode(ticket.code) })} data-testid="inbox-choose" />
        <UnstyledButton onClick={open} p="sm" pl={10} style={{ flex: 1, minWidth: 0 }} aria-current={opened || undefined} data-testid="inbox-row" data-code={ticket.code} data-pointed={pointed} data-assignee={ticket.assignee?.id ?? ''} data-revision={ticket.revision}>
          <Group gap={6}>
            <TicketCode code={ticket.code} />
            {ticket.state !== 'routed' && (
              <Badge size="sm" variant="light" color={STATE_COLORS[ticket.state]}>
                {t(`ticketState.${ticket.state}`)}
              </Badge>
            )}
            <Box ml="auto" />
            <Deadline ticket={ticket} now={now} />
          </Group>
          <Text size="sm" fw={500}>
            {ticket.category.name[language]}
          </Text>
          <KindBadges ticket={ticket} />
          <Text size="sm" className="clamp">
            {ticket.description}
          </Text>
          <Group gap={6} justify="space-between" wrap="nowrap">
            <Text size="xs" c="dimmed" truncate>
              {formatMoment(ticket.createdAt, language, now)}
              {ticket.place && ` · ${ticket.place}`}
            </Text>
            {ticket.assignee && (
              <Badge size="sm" variant={ticket.assignee.id === userId ? 'filled' : 'light'} color="indigo" leftSection={<IconUser size={11} aria-hidden />} style={{ flexShrink: 0 }}>
                {ticket.assignee.id === userId ? t('inbox.me') : ticket.assignee.displayName}
              </Badge>
            )}
          </Group>
        </UnstyledButton>
      </Group>
    </Card>
  )
}
