import type { ViewQuery } from '@app/contracts'
import { ActionIcon, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconFilterOff, IconFilterPlus, IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCategories } from '../api/queries.js'
import { matchesSearch } from '../format/fold-diacritics.js'
import { useLanguage } from '../i18n.js'
import { useSession } from '../session/session-context.js'
import { ANY_TICKET, isAnyTicket, TicketFilters } from '../ticket-kinds/ticket-filters.js'
import { useColleagues } from './use-colleagues.js'

const STATES = ['open', 'routed', 'accepted', 'asked', 'time-asked', 'answered', 'returned', 'merged', 'done'] as const
const DUE = ['overdue', 'today', 'week'] as const

/** What of the department's tickets is shown; all of it stands in the address. */
export function FilterBar({ filter, change }: { filter: ViewQuery; change: (part: ViewQuery) => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const session = useSession()
  const categories = (useCategories().data ?? []).filter(({ departmentId }) => session.department === null || departmentId === session.department.id)
  const colleagues = useColleagues().people.filter(({ id }) => id !== session.userId)
  const [more, setMore] = useState(false)
  const narrowed = !isAnyTicket(filter)
  const [search, setSearch] = useState(filter.search ?? '')
  useEffect(() => setSearch(filter.search ?? ''), [filter.search])
  const searchSoon = useDebouncedCallback((words: string) => change({ search: words.trim() || undefined }), 300)
  return (
    <div className="inbox-filter">
      <div className="inbox-search">
        <TextInput
          size="xs"
          type="search"
          aria-label={t('ticketSearch.hint')}
          placeholder={t('inbox.search')}
          leftSection={<IconSearch size={15} aria-hidden />}
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value)
            searchSoon(event.currentTarget.value)
          }}
          onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
          data-testid="inbox-search"
        />
        {/* What narrows the list stays in sight: only its end hides it. */}
        <ActionIcon
          variant="default"
          size={30}
          aria-label={t(narrowed ? 'inbox.dropFilters' : 'inbox.moreFilters')}
          title={t(narrowed ? 'inbox.dropFilters' : 'inbox.moreFilters')}
          aria-expanded={more || narrowed}
          onClick={() => {
            setMore(!more && !narrowed)
            if (narrowed) change(ANY_TICKET)
          }}
          data-testid="filter-more"
        >
          {narrowed ? <IconFilterOff size={16} aria-hidden /> : <IconFilterPlus size={16} aria-hidden />}
        </ActionIcon>
      </div>
      <Select
        size="xs"
        aria-label={t('inbox.state')}
        allowDeselect={false}
        data={STATES.map((value) => ({ value, label: value === 'open' ? t('inbox.toAnswer') : value === 'done' ? t('ticketState.told') : t(`ticketState.${value}`) }))}
        value={filter.state ?? 'open'}
        onChange={(value) => change({ state: STATES.find((state) => state === value) ?? 'open' })}
        data-testid="filter-state"
      />
      <Select size="xs" aria-label={t('inbox.due')} placeholder={t('inbox.due')} clearable data={DUE.map((value) => ({ value, label: t(`inbox.dueIn.${value}`) }))} value={filter.due ?? null} onChange={(value) => change({ due: DUE.find((due) => due === value) })} data-testid="filter-due" />
      <Select
        size="xs"
        aria-label={t('teamwork.assignee')}
        placeholder={t('teamwork.assignee')}
        clearable
        searchable
        data={[{ value: 'mine', label: t('inbox.mine') }, { value: 'nobody', label: t('teamwork.nobody') }, ...colleagues.map(({ id, displayName }) => ({ value: String(id), label: displayName }))]}
        filter={({ options, search: typed }) => options.filter((option) => 'value' in option && matchesSearch(option.label, typed))}
        value={filter.assignee === undefined ? null : String(filter.assignee)}
        onChange={(value) => change({ assignee: value === null ? undefined : value === 'mine' || value === 'nobody' ? value : Number(value) })}
        data-testid="filter-assignee"
      />
      {categories.length > 1 && (
        <Select
          size="xs"
          aria-label={t('tickets.category')}
          placeholder={t('tickets.category')}
          clearable
          searchable
          data={categories.map(({ id, name }) => ({ value: String(id), label: name[language] }))}
          filter={({ options, search: typed }) => options.filter((option) => 'value' in option && matchesSearch(option.label, typed))}
          value={filter.categoryId === undefined ? null : String(filter.categoryId)}
          onChange={(value) => change({ categoryId: value === null ? undefined : Number(value) })}
          data-testid="filter-category"
        />
      )}
      {(more || narrowed) && (
        <div className="inbox-more">
          <TicketFilters filter={filter} change={change} size="xs" />
        </div>
      )}
    </div>
  )
}
