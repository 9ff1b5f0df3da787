import { Alert, Badge, Group, Stack, Text } from '@mantine/core'
import { IconRepeat } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { useNow } from '../live/live-context.js'
import { TicketCode } from '../tickets/ticket-code.js'
import { useRecurrences } from './search-queries.js'

const MOST_SHOWN = 5

/** How often the same came up before this ticket; nothing where it never did. */
export function TicketRecurrences({ code }: { code: string }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  const { data } = useRecurrences(code)
  if (!data || data.count === 0) return null
  return (
    <Alert color="orange" py="xs" icon={<IconRepeat aria-hidden />} title={t('recurrence.title', { count: data.count, days: data.days })} data-testid="ticket-recurrences">
      <Stack gap={4}>
        {data.earlier.slice(0, MOST_SHOWN).map((earlier) => (
          <Group key={earlier.code} gap={6}>
            <TicketCode code={earlier.code} />
            <Badge size="sm" variant="light" color="gray">
              {t(`similar.why.${earlier.why}`)}
            </Badge>
            <Text size="xs" c="dimmed">
              {[t(`ticketState.${earlier.state}`), formatMoment(earlier.createdAt, language, now), earlier.place].filter(Boolean).join(' · ')}
            </Text>
          </Group>
        ))}
        {data.count > data.earlier.length && (
          <Text size="xs" c="dimmed">
            {t('recurrence.elsewhere', { count: data.count - data.earlier.length })}
          </Text>
        )}
      </Stack>
    </Alert>
  )
}
