import { Alert, Box, Button, Card, Group, Kbd, Menu, Stack, Text, UnstyledButton } from '@mantine/core'
import { IconBook2, IconKeyboard, IconPlayerPause, IconPlayerPlay, IconPower } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { secondsSince } from '../format/durations.js'
import { useLanguage } from '../i18n.js'
import { useNow } from '../live/live-context.js'
import { Clock } from '../shell/clock.js'
import { useOperatorPhone } from '../softphone/operator-phone.js'
import { canTakeCalls } from '../softphone/softphone-state.js'
import { OwnCallPanel } from '../operator-calls/own-call-panel.js'
import { OwnCallResult } from '../operator-calls/own-call-result.js'
import { AutoAnswerSwitch } from '../auto-answer/auto-answer-switch.js'
import { CallControls } from './call-controls.js'
import { useConsultHint } from './consult-bar.js'
import type { DeskSubject } from './desk-subject.js'
import type { DeskView } from './desk-view.js'
import { ResyncLine } from './resync-line.js'
import { WrapUpControls } from './wrap-up-controls.js'
import { AfterCallMenu } from './after-call-menu.js'
import { isTooLong, usePauseWords } from './pause-reasons.js'
import { PhoneStatus } from './phone-status.js'
import { SHORTCUTS } from './shortcuts.js'
import { TalkSurvival } from './talk-survival.js'
import type { DeskCommands } from './use-desk-commands.js'

type Props = { view: DeskView; commands: DeskCommands; pauseOpen: boolean; setPauseOpen: (open: boolean) => void; openHelp: () => void; openKnowledge: () => void; /** The talk that the wrap-up is about. */ talk: DeskSubject | null }

const COLORS: Record<DeskView['kind'], string> = {
  loading: 'gray',
  offline: 'gray',
  unreachable: 'red',
  available: 'teal',
  paused: 'yellow',
  offer: 'civic',
  talk: 'civic',
  'own-call': 'civic',
  'wrap-up': 'violet',
}

export function OperatorPanel({ view, commands, pauseOpen, setPauseOpen, openHelp, openKnowledge, talk }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <Card withBorder p="sm">
      <Stack gap="sm" mih="100%" className="operator-panel">
        <StateBox view={view} />
        <TalkSurvival />
        {(view.kind === 'offer' || view.kind === 'talk') && <CallControls view={view} commands={commands} />}
        {view.kind === 'own-call' && <OwnCallPanel view={view} commands={commands} />}
        {talk && view.kind !== 'own-call' && view.kind !== 'talk' && view.kind !== 'offer' && <OwnCallResult callId={talk.callId} />}
        <ResyncLine />
        {view.kind === 'wrap-up' && <WrapUpControls commands={commands} talk={talk} />}
        {(view.kind === 'talk' || view.kind === 'own-call' || view.kind === 'wrap-up') && <AfterCallMenu />}
        {commands.refused && (
          <Alert color="red" role="alert" py="xs" data-testid="state-failure">
            {failureSentence(commands.refused, language)}
          </Alert>
        )}
        {view.kind !== 'offer' && view.kind !== 'talk' && view.kind !== 'own-call' && <StateButtons view={view} commands={commands} pauseOpen={pauseOpen} setPauseOpen={setPauseOpen} />}
        <Button mt="auto" variant="default" styles={LABEL_LEFT} leftSection={<IconBook2 size={17} aria-hidden />} rightSection={<Key name="knowledge" />} onClick={openKnowledge} data-testid="open-knowledge">
          {t('screen.knowledge')}
        </Button>
        <PhoneStatus />
        <AutoAnswerSwitch />
        <UnstyledButton onClick={openHelp} data-testid="shortcuts">
          <Group gap={6} c="dimmed">
            <IconKeyboard size={16} aria-hidden />
            <Text size="xs">{t('desk.shortcuts')}</Text>
            <Kbd size="xs">{'?'}</Kbd>
          </Group>
        </UnstyledButton>
      </Stack>
    </Card>
  )
}

const Key = ({ name }: { name: keyof typeof SHORTCUTS }) => (
  <Kbd size="xs" aria-hidden>
    {SHORTCUTS[name].shown[0]}
  </Kbd>
)

function StateBox({ view }: { view: DeskView }) {
  const { t } = useTranslation()
  const now = useNow()
  const { find, nameOf } = usePauseWords()
  const consultHint = useConsultHint()
  const seconds = secondsOf(view, now)
  const reason = view.kind === 'paused' ? find(view.reason) : undefined
  const over = isTooLong(reason, seconds ?? 0)
  const color = over ? 'red' : (reason?.colour ?? COLORS[view.kind])
  const limit = reason?.limitMinutes
  const detail = view.kind === 'paused' ? [nameOf(view.reason), limit && t(over ? 'deskWork.overLimit' : 'deskWork.limit', { count: limit })].filter(Boolean).join(' · ') : ((view.kind === 'talk' || view.kind === 'own-call' ? consultHint : null) ?? t(`desk.hint.${view.kind}`))
  return (
    <Box
      p="md"
      style={{ borderRadius: 10 }}
      bg={`light-dark(var(--mantine-color-${color}-0), color-mix(in srgb, var(--mantine-color-${color}-9) 28%, transparent))`}
      data-testid="operator-state"
      data-state={view.kind}
      data-over={over || undefined}
      data-reason={view.kind === 'paused' ? (view.reason ?? '') : undefined}
      aria-live="polite"
    >
      <Group justify="space-between" wrap="nowrap" align="baseline">
        <Text fz={22} fw={700} lh={1.4} c={`light-dark(color-mix(in srgb, var(--mantine-color-${color}-9) 60%, #000), var(--mantine-color-${color}-2))`}>
          {t(`desk.state.${view.kind}`)}
        </Text>
        <Text fz={20} fw={600} aria-live="off" data-testid={view.kind === 'talk' ? 'talk-seconds' : view.kind === 'wrap-up' ? 'wrap-up-seconds' : 'state-seconds'}>
          {seconds !== null && <Clock seconds={seconds} />}
        </Text>
      </Group>
      <Text size="sm" mih={20}>
        {detail}
      </Text>
    </Box>
  )
}

/** Seconds on the clock of the state: counting up, or down to the end of the wrap-up. */
function secondsOf(view: DeskView, now: number): number | null {
  switch (view.kind) {
    case 'loading':
    case 'offline':
      return null
    case 'unreachable':
    case 'available':
    case 'paused':
      return secondsSince(view.since, now)
    case 'offer':
      return view.call && secondsSince(view.call.since, now)
    case 'talk':
    case 'own-call':
      return (now - view.since) / 1000
    case 'wrap-up':
      return view.endsAt ? Math.ceil((Date.parse(view.endsAt) - now) / 1000) : secondsSince(view.since, now)
    default:
      return view satisfies never
  }
}

const LABEL_LEFT = { inner: { justifyContent: 'flex-start' }, label: { flex: 1, textAlign: 'left' } } as const

function StateButtons({ view, commands, pauseOpen, setPauseOpen }: Omit<Props, 'openHelp' | 'openKnowledge' | 'talk'>) {
  const { t } = useTranslation()
  const { choices } = usePauseWords()
  const { phone, elsewhere } = useOperatorPhone()
  const ready = view.kind === 'available' || view.kind === 'unreachable'
  return (
    <Stack gap={6}>
      {view.kind !== 'wrap-up' && (
        <Button
          variant={view.kind === 'offline' || view.kind === 'paused' ? 'filled' : 'default'}
          color="teal.8"
          styles={LABEL_LEFT}
          leftSection={<IconPlayerPlay size={17} aria-hidden />}
          rightSection={<Key name="available" />}
          disabled={ready || view.kind === 'loading' || !canTakeCalls(phone, elsewhere)}
          onClick={() => commands.run('available')}
          data-testid="state-available"
        >
          {t('desk.goAvailable')}
        </Button>
      )}
      <Menu opened={pauseOpen} onChange={setPauseOpen} width="target" position="bottom">
        <Menu.Target>
          <Button
            variant="default"
            styles={LABEL_LEFT}
            leftSection={<IconPlayerPause size={17} aria-hidden />}
            rightSection={<Key name="pause" />}
            disabled={view.kind === 'loading'}
            data-testid="state-pause"
          >
            {t(view.kind === 'paused' ? 'desk.changePause' : 'desk.goPause')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {choices.map(({ code, name }) => (
            <Menu.Item key={code} onClick={() => commands.setState({ state: 'paused', reason: code })} data-testid={`pause-${code}`}>
              {name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button
        variant="default"
        styles={LABEL_LEFT}
        leftSection={<IconPower size={17} aria-hidden />}
        disabled={view.kind === 'offline' || view.kind === 'loading'}
        onClick={() => commands.setState({ state: 'offline' })}
        data-testid="state-offline"
      >
        {t('desk.goOffline')}
      </Button>
    </Stack>
  )
}
