import { Alert, Badge, Box, Button, Group, Kbd, Modal, Stack, Text, TextInput, UnstyledButton } from '@mantine/core'
import { IconBuilding, IconPhone, IconStar, IconUser, IconUsersGroup } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { ConsultTarget, TalkTarget } from '@app/contracts'
import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useDepartments } from '../api/queries.js'
import { failureSentence } from '../api/refused-request.js'
import { formatPhone } from '../format/numbers.js'
import { useLanguage } from '../i18n.js'
import { useLive, useLiveConnection } from '../live/live-context.js'
import { OPERATOR_STATE_COLORS } from '../shell/operator-states.js'
import { canBeChosen, consultTarget, transferChoices, type TransferChoice } from './transfer-targets.js'

/** Finds whom the citizen of the present talk is handed on to; typing finds, arrows choose, Enter hands on, Shift+Enter asks first. */
export function TransferPicker({ opened, close }: { opened: boolean; close: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal size="lg" opened={opened} onClose={close} title={<Text fw={600}>{t('transfer.title')}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }} data-testid="transfer-picker">
      <Choices close={close} />
    </Modal>
  )
}

function Choices({ close }: { close: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const live = useLive()
  const connection = useLiveConnection()
  const [search, setSearch] = useState('')
  const [active, setActive] = useState(0)
  const handOn = useMutation({ mutationFn: (target: TalkTarget) => connection.transfer(target), onSuccess: close })
  const ask = useMutation({ mutationFn: (target: ConsultTarget) => connection.consult.begin(target), onSuccess: close })
  const departments = useDepartments().data ?? []
  const withNumber = departments.flatMap(({ id, name, phone }) => (phone === null ? [] : [{ id, name: name[language], phone }]))
  const hall = { departments: withNumber, survey: t('consult.survey'), queues: live.queues ?? [], operators: live.operators ?? [], ownUserId: live.me?.userId ?? null }
  const choices = transferChoices(search, hall, (name) => t(`queue.${name}`, { defaultValue: name }))
  const at = Math.min(active, Math.max(0, choices.length - 1))
  const pending = handOn.isPending || ask.isPending
  const failure = ask.error ?? handOn.error
  const choose = (choice: TransferChoice | undefined) => {
    if (choice && canBeChosen(choice) && !pending) handOn.mutate(choice.target)
  }
  const askFirst = (choice: TransferChoice | undefined) => {
    const target = choice && canBeChosen(choice) ? consultTarget(choice) : null
    if (target && !pending) ask.mutate(target)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setActive(Math.min(at + 1, choices.length - 1))
    else if (event.key === 'ArrowUp') setActive(Math.max(at - 1, 0))
    else if (event.key === 'Enter' && event.shiftKey) askFirst(choices[at])
    else if (event.key === 'Enter') choose(choices[at])
    else return
    event.preventDefault()
  }
  return (
    <Stack gap="xs">
      <TextInput
        label={t('transfer.search')}
        placeholder={t('transfer.searchHint')}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
        role="combobox"
        aria-expanded
        aria-controls="transfer-choices"
        {...(choices[at] && { 'aria-activedescendant': `transfer-${choices[at].key}` })}
        data-autofocus
        data-testid="transfer-search"
      />
      <Stack gap={2} role="listbox" id="transfer-choices" aria-label={t('transfer.choices')} mih={220} mah={320} style={{ overflowY: 'auto' }}>
        {choices.map((choice, i) => (
          <Choice key={choice.key} choice={choice} active={i === at} choose={() => choose(choice)} ask={() => askFirst(choice)} />
        ))}
        {choices.length === 0 && (
          <Text size="sm" c="dimmed" p="xs">
            {t('transfer.nothing')}
          </Text>
        )}
      </Stack>
      {failure && (
        <Alert color="red" role="alert" py="xs" data-testid="transfer-failure">
          {failureSentence(failure, language)}
        </Alert>
      )}
      <Group gap={6}>
        <Kbd size="xs">{'↑'}</Kbd>
        <Kbd size="xs">{'↓'}</Kbd>
        <Kbd size="xs">{'Enter'}</Kbd>
        <Text size="xs" c="dimmed">
          {t('transfer.keys')}
        </Text>
        <Kbd size="xs">{'Shift+Enter'}</Kbd>
        <Text size="xs" c="dimmed">
          {t('consult.keys')}
        </Text>
      </Group>
    </Stack>
  )
}

const ICONS = { queue: IconUsersGroup, operator: IconUser, number: IconPhone, department: IconBuilding, survey: IconStar }

function Choice({ choice, active, choose, ask }: { choice: TransferChoice; active: boolean; choose: () => void; ask: () => void }) {
  const { t } = useTranslation()
  const possible = canBeChosen(choice)
  const Icon = ICONS[choice.kind]
  const row = (
    <UnstyledButton
      id={`transfer-${choice.key}`}
      role="option"
      aria-selected={active}
      aria-disabled={!possible}
      tabIndex={-1}
      onClick={choose}
      p="xs"
      flex={1}
      miw={0}
      bg={active ? 'light-dark(var(--mantine-color-civic-0), var(--mantine-color-dark-5))' : undefined}
      style={{ borderRadius: 8, cursor: possible ? 'pointer' : 'not-allowed' }}
      data-testid={`transfer-${choice.key}`}
    >
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Group gap="xs" wrap="nowrap" miw={0}>
          <Icon size={18} aria-hidden />
          <Text size="sm" truncate>
            {choice.name}
          </Text>
        </Group>
        <Box style={{ flexShrink: 0 }}>
          <Standing choice={choice} />
        </Box>
      </Group>
    </UnstyledButton>
  )
  return (
    <Group gap={4} wrap="nowrap" role="presentation">
      {row}
      {/* The keyboard has Shift+Enter for it. */}
      <Button size="compact-sm" w={100} variant="subtle" tabIndex={-1} aria-hidden style={consultTarget(choice) ? undefined : { visibility: 'hidden' }} disabled={!possible} onClick={ask} data-testid={`ask-${choice.key}`}>
        {t('consult.askFirst')}
      </Button>
    </Group>
  )
}

function Standing({ choice }: { choice: TransferChoice }) {
  const { t } = useTranslation()
  switch (choice.kind) {
    case 'operator':
      return (
        <Badge color={OPERATOR_STATE_COLORS[choice.state]} variant="light">
          {t(`operatorState.${choice.state}`)}
        </Badge>
      )
    case 'queue':
      return <Text size="xs">{t('transfer.queueStanding', { waiting: choice.waiting, free: choice.free })}</Text>
    case 'number':
      return <Text size="xs">{t('transfer.outside')}</Text>
    case 'department':
      return <Text size="xs">{formatPhone(choice.number)}</Text>
    case 'survey':
      return <Text size="xs">{t('consult.surveyStanding')}</Text>
    default:
      return choice satisfies never
  }
}
