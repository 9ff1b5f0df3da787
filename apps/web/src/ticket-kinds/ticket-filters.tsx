import { TICKET_KINDS, TICKET_LEVELS, URGENCIES, type TicketKind, type TicketLevel, type Urgency } from '@app/contracts'
import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export interface KindFilter {
  kind: TicketKind | null
  level: TicketLevel | null
  urgency: Urgency | null
}
export const ANY_KIND: KindFilter = { kind: null, level: null, urgency: null }

/** Tickets of one kind, level or urgency only. */
export function TicketFilters({ filter, change }: { filter: KindFilter; change: (filter: KindFilter) => void }) {
  const { t } = useTranslation()
  const shared = { size: 'sm' as const, clearable: true }
  return (
    <>
      <Select {...shared} w={150} aria-label={t('kinds.choose')} placeholder={t('kinds.anyKind')} data={TICKET_KINDS.map((value) => ({ value, label: t(`kinds.kind.${value}`) }))} value={filter.kind} onChange={(value) => change({ ...filter, kind: TICKET_KINDS.find((known) => known === value) ?? null })} data-testid="filter-kind" />
      <Select {...shared} w={112} aria-label={t('kinds.levelTitle')} placeholder={t('kinds.anyLevel')} data={TICKET_LEVELS.map((level) => ({ value: String(level), label: t('kinds.level', { level }) }))} value={filter.level === null ? null : String(filter.level)} onChange={(value) => change({ ...filter, level: TICKET_LEVELS.find((known) => String(known) === value) ?? null })} data-testid="filter-level" />
      <Select {...shared} w={148} aria-label={t('kinds.urgencyTitle')} placeholder={t('kinds.anyUrgency')} data={URGENCIES.map((value) => ({ value, label: t(`kinds.urgency.${value}`) }))} value={filter.urgency} onChange={(value) => change({ ...filter, urgency: URGENCIES.find((known) => known === value) ?? null })} data-testid="filter-urgency" />
    </>
  )
}
