import type { ViewQuery } from '@app/contracts'
import { ActionIcon, Badge, Button, Checkbox, Group, Popover, Stack, TextInput, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBookmarkPlus, IconUsers, IconX } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../format/numbers.js'
import { useLanguage } from '../i18n.js'
import { sameFilter } from './inbox-filter.js'
import { useDropView, useKeepView, useTicketViews } from './inbox-queries.js'

/** Filters with a name, each with how many tickets it has now. */
export function ViewsBar({ filter, show }: { filter: ViewQuery; show: (filter: ViewQuery) => void }) {
  const { t } = useTranslation()
  const views = useTicketViews()
  const drop = useDropView()
  const { standard = [], saved = [] } = views.data ?? {}
  const known = [...standard, ...saved].some(({ query }) => sameFilter(query, filter))
  return (
    <Group gap={6} mb="xs" data-testid="views">
      {standard.map(({ name, query, count }) => (
        <View key={name} name={t(`inbox.view.${name}`)} count={count} urgent={name === 'overdue' && count > 0} active={sameFilter(query, filter)} show={() => show(query)} testId={`view-${name}`} />
      ))}
      {saved.map(({ id, name, query, count, shared, by, mayDelete }) => (
        <Group key={id} gap={0} wrap="nowrap">
          <Tooltip label={t(shared ? 'inbox.sharedBy' : 'inbox.ownView', { by })}>
            <div>
              <View name={name} count={count} urgent={false} active={sameFilter(query, filter)} show={() => show(query)} shared={shared} testId="view-saved" />
            </div>
          </Tooltip>
          {mayDelete && sameFilter(query, filter) && (
            <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('inbox.dropView', { name })} onClick={() => drop.mutate(id)} data-testid="view-drop">
              <IconX size={14} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      ))}
      {views.data && !known && <KeepView filter={filter} />}
    </Group>
  )
}

function View({ name, count, urgent, active, show, shared = false, testId }: { name: string; count: number; urgent: boolean; active: boolean; show: () => void; shared?: boolean; testId: string }) {
  const language = useLanguage()
  return (
    <Button
      size="compact-sm"
      variant={active ? 'filled' : 'default'}
      aria-pressed={active}
      leftSection={shared && <IconUsers size={13} aria-hidden />}
      rightSection={
        <Badge size="sm" circle={count < 10} color={urgent ? 'red' : 'gray'} variant={active ? 'white' : urgent ? 'filled' : 'light'} c={active ? 'dark' : undefined}>
          {formatCount(count, language)}
        </Badge>
      }
      onClick={show}
      data-testid={testId}
      data-count={count}
    >
      {name}
    </Button>
  )
}

function KeepView({ filter }: { filter: ViewQuery }) {
  const { t } = useTranslation()
  const keep = useKeepView()
  const [opened, open] = useDisclosure(false)
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    keep.mutate(
      { name: name.trim(), query: filter, shared },
      {
        onSuccess: () => {
          setName('')
          open.close()
        },
      },
    )
  }
  return (
    <Popover opened={opened} onChange={open.toggle} trapFocus position="bottom-start" shadow="md">
      <Popover.Target>
        <Button size="compact-sm" variant="subtle" leftSection={<IconBookmarkPlus size={15} aria-hidden />} onClick={open.toggle} data-testid="view-keep">
          {t('inbox.keepView')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit}>
          <Stack gap="xs">
            <TextInput label={t('inbox.viewName')} maxLength={60} value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus data-testid="view-name" />
            <Checkbox label={t('inbox.shareView')} checked={shared} onChange={(event) => setShared(event.currentTarget.checked)} data-testid="view-shared" />
            <Button type="submit" size="xs" loading={keep.isPending} disabled={name.trim() === ''} data-testid="view-save">
              {t('inbox.saveView')}
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
