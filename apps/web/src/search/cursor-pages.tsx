import type { TicketPage } from '@app/contracts'
import { ActionIcon, Group, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../format/numbers.js'
import { useLanguage } from '../i18n.js'

/** One page back, one on; `index` counts from 0. */
export function CursorPages({ page: { items, total, totalIsLeast, pageSize, next }, index, go }: { page: TicketPage; index: number; go: (index: number, cursor: string | null) => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const from = index * pageSize + 1
  const until = index * pageSize + items.length
  if (items.length === 0) return null
  return (
    <Group justify="flex-end" gap="xs" mt="sm">
      <Text size="sm" c="dimmed" role="status" data-testid="tickets-count">
        {t(totalIsLeast ? 'ticketSearch.countAtLeast' : 'ticketSearch.count', { from: formatCount(from, language), until: formatCount(until, language), total: formatCount(Math.max(total, until), language) })}
      </Text>
      <ActionIcon variant="default" disabled={index === 0} aria-label={t('ticketSearch.before')} onClick={() => go(index - 1, null)}>
        <IconChevronLeft size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon variant="default" disabled={next === null} aria-label={t('ticketSearch.after')} onClick={() => go(index + 1, next)} data-testid="tickets-next">
        <IconChevronRight size={18} aria-hidden />
      </ActionIcon>
    </Group>
  )
}
