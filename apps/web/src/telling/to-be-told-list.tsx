import type { ToBeTold } from '@app/contracts'
import { Badge, Button, Card, Drawer, Group, Stack, Text } from '@mantine/core'
import { IconPhoneCheck, IconTicket } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTicket } from '../api/queries.js'
import { formatMoment } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { useNow } from '../live/live-context.js'
import { PersonalValue } from '../persons-data/personal-value.js'
import { EmptyState, Loaded, LoadingRows } from '../shell/states.js'
import { TicketCode } from '../tickets/ticket-code.js'
import { TicketDetail } from '../tickets/ticket-detail.js'
import { useToBeTold } from './telling-queries.js'
import { troubleText } from './trouble-text.js'

/** Citizens whom nothing reaches by itself, with why: an operator calls them. */
export function ToBeToldList() {
  const { t } = useTranslation()
  const waiting = useToBeTold()
  const [code, open] = useState<string | null>(null)
  const ticket = useTicket(code)
  return (
    <>
      <Loaded query={waiting} skeleton={<LoadingRows rows={6} height={78} />}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState icon={IconPhoneCheck} text={t('telling.none')} />
          ) : (
            <Stack gap={8}>
              {items.map((item) => (
                <Row key={item.ticket.code} item={item} open={() => open(item.ticket.code)} />
              ))}
            </Stack>
          )
        }
      </Loaded>
      <Drawer opened={code !== null} onClose={() => open(null)} position="right" size={520} title={<Text fw={600}>{t('tickets.one')}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <Loaded query={ticket} skeleton={<LoadingRows rows={8} height={24} />}>
          {(found) => <TicketDetail key={found.code} ticket={found} />}
        </Loaded>
      </Drawer>
    </>
  )
}

function Row({ item: { ticket, about, since, channel, trouble, attempts }, open }: { item: ToBeTold; open: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  return (
    <Card withBorder p="sm" data-testid="to-be-told-row" data-code={ticket.code}>
      <Group gap="md" wrap="wrap">
        <div style={{ width: 190 }}>
          <Text fw={600}>
            <PersonalValue field="number" value={ticket.citizenNumber} dial={{ kind: 'ticket', id: ticket.code }} />
          </Text>
          <Text size="xs" c="dimmed">
            {[ticket.citizenName, formatMoment(since, language, now)].filter(Boolean).join(' · ')}
          </Text>
        </div>
        <div style={{ flex: '1 1 260px', minWidth: 0 }}>
          <Group gap={6}>
            <TicketCode code={ticket.code} />
            <Badge variant="light" color={about === 'answered' ? 'green' : 'grape'}>
              {t(`telling.about.${about}`)}
            </Badge>
          </Group>
          <Text size="sm" className="clamp">
            {ticket.description}
          </Text>
          <Text size="xs" c="orange" data-testid="to-be-told-why">
            {channel === null ? t('telling.noWay') : t(attempts === 0 ? 'telling.whyUntried' : 'telling.why', { by: t(`tellBy.${channel}`), count: attempts, trouble: troubleText(t, trouble ?? '') })}
          </Text>
        </div>
        <Button variant="light" size="compact-md" leftSection={<IconTicket size={16} aria-hidden />} onClick={open} data-testid="to-be-told-open">
          {t('telling.open')}
        </Button>
      </Group>
    </Card>
  )
}
