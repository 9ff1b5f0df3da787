import { Button } from '@mantine/core'
import { IconMicrophone, IconMicrophoneOff, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatClock, secondsSince } from '../format/durations.js'
import { useLive, useNow } from '../live/live-context.js'
import { useOperatorPhone } from '../softphone/operator-phone.js'
import type { DeskCommands } from './use-desk-commands.js'

type Props = { commands: DeskCommands; disabled: boolean; /** The shortcut, where there is room for it. */ hint?: ReactNode }

export function MuteKey({ commands, disabled, hint }: Props) {
  const { t } = useTranslation()
  const muted = useOperatorPhone().phone.call?.muted ?? false
  return (
    <Button
      variant={muted ? 'filled' : 'default'}
      color="orange.8"
      px="xs"
      leftSection={muted ? <IconMicrophoneOff size={18} aria-hidden /> : <IconMicrophone size={18} aria-hidden />}
      rightSection={hint}
      onClick={() => commands.run('mute')}
      aria-pressed={muted}
      disabled={disabled}
      data-testid="mute"
    >
      {t(muted ? 'desk.unmute' : 'desk.mute')}
    </Button>
  )
}

export function HoldKey({ commands, disabled, hint }: Props) {
  const { t } = useTranslation()
  const held = useOperatorPhone().phone.call?.held ?? false
  const since = useLive().me?.heldSince
  const now = useNow()
  // The time on hold takes the shortcut's place: beside it the text would be cut.
  const timed = held && since !== undefined && since !== null
  return (
    <Button
      variant={held ? 'filled' : 'default'}
      color="orange.8"
      px={timed ? 6 : 'xs'}
      styles={timed ? { section: { marginInlineEnd: 6 } } : undefined}
      leftSection={held ? <IconPlayerPlay size={16} aria-hidden /> : <IconPlayerPause size={18} aria-hidden />}
      rightSection={timed ? undefined : hint}
      onClick={() => commands.run('hold')}
      aria-pressed={held}
      disabled={disabled}
      data-testid="hold"
    >
      {t(held ? 'desk.unhold' : 'desk.hold')}
      {timed && (
        <span style={{ fontVariantNumeric: 'tabular-nums', marginInlineStart: 6 }} data-testid="held-for">
          {formatClock(secondsSince(since, now))}
        </span>
      )}
    </Button>
  )
}
