import type { LiveOperator, LiveQueue } from '@app/contracts'
import { ActionIcon, Alert, Button, Checkbox, Group, Menu, Modal, Radio, Select, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { IconDots, IconEar, IconHistory, IconMessage, IconSwitchHorizontal, IconUserCog } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { usePauseWords } from '../desk/pause-reasons.js'
import { useLanguage } from '../i18n.js'
import { useLiveConnection } from '../live/live-context.js'
import { talksWithCitizen } from './talks-with-citizen.js'

export type Deed = 'listen' | 'whisper' | 'state' | 'move'

/** What a supervisor may do for one operator. */
export function OperatorActions({ operator, choose, chat, timeline }: { operator: LiveOperator; choose: (deed: Deed) => void; chat: () => void; timeline: () => void }) {
  const { t } = useTranslation()
  return (
    <Group gap={4} wrap="nowrap" justify="flex-end">
      {talksWithCitizen(operator) && (
        <Button size="compact-sm" variant="light" leftSection={<IconEar size={15} aria-hidden />} onClick={() => choose('listen')} data-testid={`listen-${operator.userId}`}>
          {t('supervise.listen')}
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={28} aria-label={t('supervise.actionsFor', { name: operator.displayName })} data-testid={`actions-${operator.userId}`}>
            <IconDots size={17} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconSwitchHorizontal size={16} aria-hidden />} onClick={() => choose('move')} data-testid="action-move">
            {t('supervise.move')}
          </Menu.Item>
          <Menu.Item leftSection={<IconUserCog size={16} aria-hidden />} onClick={() => choose('state')} data-testid="action-state">
            {t('supervise.state')}
          </Menu.Item>
          <Menu.Item leftSection={<IconHistory size={16} aria-hidden />} onClick={timeline} data-testid="action-timeline">
            {t('supervise.timeline')}
          </Menu.Item>
          <Menu.Item leftSection={<IconMessage size={16} aria-hidden />} onClick={chat} data-testid="action-chat">
            {t('supervise.chat')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  )
}

/** Asks for what is needed, and always for the reason: it is written down before anything is done. */
export function DeedDialog({ deed, operator, queues, reasonGiven = '', close, done }: { deed: Deed; operator: LiveOperator; queues: readonly LiveQueue[]; reasonGiven?: string; close: () => void; done?: () => void }) {
  switch (deed) {
    case 'listen':
    case 'whisper':
      return <ListenDialog operator={operator} reasonGiven={reasonGiven} close={close} done={done} />
    case 'state':
      return <StateDialog operator={operator} close={close} />
    case 'move':
      return <MoveDialog operator={operator} queues={queues} close={close} />
    default:
      return deed satisfies never
  }
}

function ListenDialog({ operator, reasonGiven, close, done }: { operator: LiveOperator; reasonGiven: string; close: () => void; done?: (() => void) | undefined }) {
  const { t } = useTranslation()
  const { supervisor } = useLiveConnection()
  const [mode, setMode] = useState<'listen' | 'whisper'>('listen')
  return (
    <ReasonForm title={t('supervise.listenTo', { name: operator.displayName })} reasonGiven={reasonGiven} submit={t('supervise.open')} about={t('supervise.logged')} close={close} act={(reason) => supervisor.listen({ userId: operator.userId, mode, reason }).then(() => done?.())}>
      <Radio.Group value={mode} onChange={(value) => setMode(value === 'whisper' ? 'whisper' : 'listen')} label={t('supervise.how')}>
        <Stack gap={6} mt={6}>
          <Radio value="listen" label={t('supervise.howListen')} />
          <Radio value="whisper" label={t('supervise.howWhisper')} />
        </Stack>
      </Radio.Group>
    </ReasonForm>
  )
}

function StateDialog({ operator, close }: { operator: LiveOperator; close: () => void }) {
  const { t } = useTranslation()
  const { supervisor } = useLiveConnection()
  const [state, setState] = useState<'available' | 'paused' | 'offline'>('available')
  const { choices } = usePauseWords()
  const [chosen, setChosen] = useState<string | null>(null)
  const pause = chosen ?? choices[0]?.code ?? ''
  const wanted = state === 'paused' ? { state, reason: pause } : { state }
  return (
    <ReasonForm title={t('supervise.stateOf', { name: operator.displayName })} submit={t('supervise.change')} about={t('supervise.stateAbout')} close={close} act={(reason) => supervisor.setState({ userId: operator.userId, wanted, reason })}>
      <Radio.Group value={state} onChange={(value) => setState(value === 'paused' || value === 'offline' ? value : 'available')} label={t('supervise.wantedState')}>
        <Stack gap={6} mt={6}>
          <Radio value="available" label={t('operatorState.available')} data-testid="wanted-available" />
          <Radio value="paused" label={t('operatorState.paused')} data-testid="wanted-paused" />
          <Radio value="offline" label={t('operatorState.offline')} data-testid="wanted-offline" />
        </Stack>
      </Radio.Group>
      {state === 'paused' && (
        <Select label={t('supervise.pauseReason')} allowDeselect={false} value={pause} onChange={setChosen} data={choices.map(({ code, name }) => ({ value: code, label: name }))} />
      )}
    </ReasonForm>
  )
}

function MoveDialog({ operator, queues, close }: { operator: LiveOperator; queues: readonly LiveQueue[]; close: () => void }) {
  const { t } = useTranslation()
  const { supervisor } = useLiveConnection()
  const [chosen, setChosen] = useState<string[]>(operator.queues)
  const [until, setUntil] = useState<'today' | 'lasting'>('today')
  return (
    <ReasonForm title={t('supervise.moveOf', { name: operator.displayName })} submit={t('supervise.change')} about={t('supervise.moveAbout')} close={close} act={(reason) => supervisor.move({ userId: operator.userId, queues: chosen, until, reason })}>
      <Checkbox.Group value={chosen} onChange={setChosen} label={t('hall.queues')}>
        <Stack gap={6} mt={6}>
          {queues.map(({ name }) => (
            <Checkbox key={name} value={name} label={t(`queue.${name}`, { defaultValue: name })} data-testid={`move-${name}`} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Radio.Group value={until} onChange={(value) => setUntil(value === 'lasting' ? 'lasting' : 'today')} label={t('supervise.howLong')}>
        <Stack gap={6} mt={6}>
          <Radio value="today" label={t('supervise.today')} />
          <Radio value="lasting" label={t('supervise.lasting')} data-testid="move-lasting" />
        </Stack>
      </Radio.Group>
    </ReasonForm>
  )
}

function ReasonForm({ title, about, submit, reasonGiven = '', close, act, children }: { title: string; about: string; submit: string; reasonGiven?: string; close: () => void; act: (reason: string) => Promise<unknown>; children: ReactNode }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [reason, setReason] = useState(reasonGiven)
  const work = useMutation({ mutationFn: () => act(reason.trim()), onSuccess: close })
  return (
    <Modal opened onClose={close} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (reason.trim().length >= 3) work.mutate()
        }}
      >
        <Stack gap="sm">
          {children}
          <TextInput label={t('supervise.reason')} withAsterisk value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={300} data-autofocus data-testid="deed-reason" />
          <Text size="xs" c="dimmed">
            {about}
          </Text>
          {work.error && (
            <Alert color="red" role="alert" data-testid="deed-failure">
              {failureSentence(work.error, language)}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('common.close')}
            </Button>
            <Button type="submit" loading={work.isPending} disabled={reason.trim().length < 3} data-testid="deed-do">
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
