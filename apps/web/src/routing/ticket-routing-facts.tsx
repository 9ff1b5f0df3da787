import { Card, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatFull } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { useTicketRouting } from './routing-queries.js'
import { whyWords } from './use-rule-words.js'

/** Why a ticket went where it went, and who takes part besides the lead. */
export function TicketRoutingFacts({ code }: { code: string }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { data } = useTicketRouting(code)
  if (!data || (data.why === null && data.support.length === 0)) return null
  const { why, at, department, insteadOf, person, support } = data
  return (
    <Card withBorder p="xs" data-testid="ticket-routing">
      {why && department && at && (
        <Text size="sm">
          <Text span inherit c="dimmed">
            {t('routing.ticket.routed')}{' '}
          </Text>
          {[person === null ? department[language] : t('routing.ticket.toPerson', { department: department[language], person }), whyWords(t, language, why)].join(' · ')}
        </Text>
      )}
      {insteadOf && <Text size="sm">{t('routing.ticket.insteadOf', { department: insteadOf[language] })}</Text>}
      {support.length > 0 && (
        <Text size="sm" data-testid="ticket-support">
          <Text span inherit c="dimmed">
            {t('routing.ticket.support')}{' '}
          </Text>
          {support.map(({ name }) => name[language]).join(', ')}
        </Text>
      )}
      {at && (
        <Text size="xs" c="dimmed">
          {formatFull(at, language)}
        </Text>
      )}
    </Card>
  )
}
