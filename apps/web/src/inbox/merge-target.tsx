import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatTicketCode } from '../format/numbers.js'
import { useInbox } from './inbox-queries.js'

/** Finds the ticket to merge into, by code or words, among those that wait for an answer. @param not codes that it cannot be */
export function MergeTarget({ value, change, not }: { value: string | null; change: (code: string | null) => void; not: readonly string[] }) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const [words] = useDebouncedValue(search, 250)
  // What was taken is shown as its option reads: that is not searched for.
  const looked = words.includes(' – ') ? '' : /^[\d\s]+$/.test(words) ? words.replace(/\s/g, '') : words
  const { data } = useInbox({ state: 'open', ...(looked && { search: looked }) }, 1)
  const options = (data?.items ?? []).filter(({ code, state }) => !not.includes(code) && state !== 'merged').map(({ code, description }) => ({ value: code, label: `${formatTicketCode(code)} – ${description.slice(0, 70)}` }))
  return (
    <Select
      label={t('tickets.into')}
      description={t('tickets.intoHint')}
      placeholder={t('inbox.mergeSearch')}
      searchable
      autoFocus
      data={options}
      filter={({ options: all }) => all}
      nothingFoundMessage={t('tickets.none')}
      value={value}
      onChange={change}
      searchValue={search}
      onSearchChange={setSearch}
      data-testid="deed-into"
    />
  )
}
