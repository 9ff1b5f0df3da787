import { CloseButton, Kbd, TextInput } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'

/** `/` goes there from anywhere on the page but a text field, Escape empties it. */
export function TicketSearchBox({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  useHotkeys([
    [
      '/',
      () => {
        input.current?.focus()
        input.current?.select()
      },
    ],
  ])
  return (
    <TextInput
      ref={input}
      type="search"
      size="sm"
      w={400}
      maw="100%"
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={value === '' ? <Kbd size="xs" aria-hidden>{'/'}</Kbd> : <CloseButton size="sm" aria-label={t('ticketSearch.clear')} onClick={() => onChange('')} />}
      placeholder={t('ticketSearch.hint')}
      aria-label={t('ticketSearch.hint')}
      aria-keyshortcuts="/"
      value={value}
      maxLength={100}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onChange('')
      }}
      data-testid="tickets-search"
    />
  )
}
