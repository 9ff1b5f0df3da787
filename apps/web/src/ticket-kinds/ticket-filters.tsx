import { TICKET_KINDS, TICKET_LEVELS, URGENCIES, type ViewQuery } from '@app/contracts'
import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useWardOptions } from '../departments/use-ward-options.js'
import { matchesSearch } from '../format/fold-diacritics.js'

/** What a ticket is and where. */
export type TicketFilter = Pick<ViewQuery, 'kind' | 'level' | 'urgency' | 'wardId'>
export const ANY_TICKET: TicketFilter = { kind: undefined, level: undefined, urgency: undefined, wardId: undefined }

export const isAnyTicket = ({ kind, level, urgency, wardId }: TicketFilter): boolean => kind === undefined && level === undefined && urgency === undefined && wardId === undefined

/** Tickets of one kind, level, ward or urgency only. */
export function TicketFilters({ filter, change, size }: { filter: TicketFilter; change: (part: TicketFilter) => void; size: 'xs' | 'sm' }) {
  const { t } = useTranslation()
  const { wards } = useWardOptions()
  const shared = { size, clearable: true }
  return (
    <>
      <Select {...shared} aria-label={t('kinds.choose')} placeholder={t('kinds.anyKind')} data={TICKET_KINDS.map((value) => ({ value, label: t(`kinds.kind.${value}`) }))} value={filter.kind ?? null} onChange={(value) => change({ kind: TICKET_KINDS.find((known) => known === value) })} data-testid="filter-kind" />
      <Select {...shared} aria-label={t('kinds.levelTitle')} placeholder={t('kinds.anyLevel')} data={TICKET_LEVELS.map((level) => ({ value: String(level), label: t('kinds.level', { level }) }))} value={filter.level === undefined ? null : String(filter.level)} onChange={(value) => change({ level: TICKET_LEVELS.find((known) => String(known) === value) })} data-testid="filter-level" />
      <Select
        {...shared}
        aria-label={t('departments.ward')}
        placeholder={t('departments.anyWard')}
        searchable
        nothingFoundMessage={t('departments.noWard')}
        data={wards}
        filter={({ options, search }) => options.filter((option) => 'value' in option && matchesSearch(option.label, search))}
        value={filter.wardId === undefined ? null : String(filter.wardId)}
        onChange={(value) => change({ wardId: value === null ? undefined : Number(value) })}
        data-testid="filter-ward"
      />
      <Select {...shared} aria-label={t('kinds.urgencyTitle')} placeholder={t('kinds.anyUrgency')} data={URGENCIES.map((value) => ({ value, label: t(`kinds.urgency.${value}`) }))} value={filter.urgency ?? null} onChange={(value) => change({ urgency: URGENCIES.find((known) => known === value) })} data-testid="filter-urgency" />
    </>
  )
}
