import { Alert, Box, Button, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconDialpad, IconMicrophone, IconMicrophoneOff, IconPhoneOff, IconPlayerPause, IconPlayerPlay, IconVolume } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCall } from '../api/queries.js'
import type { DeskView } from '../desk/desk-view.js'
import { SHORTCUTS } from '../desk/shortcuts.js'
import type { DeskCommands } from '../desk/use-desk-commands.js'
import { VoiceQualityLight } from '../desk/voice-light.js'
import { PersonalValue } from '../persons-data/personal-value.js'
import { DialPad } from '../softphone/dial-pad.js'
import { useOperatorPhone } from '../softphone/operator-phone.js'

type OwnCallView = Extract<DeskView, { kind: 'own-call' }>

/** A call that this operator makes: how far it is, and what can be done. The citizen hears nothing before they have answered. */
export function OwnCallPanel({ view, commands }: { view: OwnCallView; commands: DeskCommands }) {
  const { t } = useTranslation()
  const { phone, softphone } = useOperatorPhone()
  const call = useCall(view.callId)
  const [pad, setPad] = useState(false)
  const muted = phone.call?.muted ?? false
  const held = phone.call?.held ?? false
  const talking = view.phase === 'talking'
  const key = (command: keyof typeof SHORTCUTS) => <kbd aria-hidden>{SHORTCUTS[command].shown[0]}</kbd>
  return (
    <Box p="sm" style={{ borderRadius: 10 }} data-testid="own-call" data-phase={view.phase} data-call={view.callId ?? ''}>
      <Stack gap="sm">
        <div>
          <Text fz={24} fw={700} lh={1.4} mih={34} data-testid="own-call-number">
            {call.data && <PersonalValue field="number" value={call.data.number} dial={null} />}
          </Text>
          <Text size="sm" c="dimmed" mih={21} aria-live="polite">
            {t(`operatorCalls.phase.${view.phase}`)}
          </Text>
        </div>
        {!view.sound && (
          <Alert color="red" py="xs" role="alert">
            {t('desk.soundLost')}
          </Alert>
        )}
        {phone.soundBlocked && (
          <Button color="orange" leftSection={<IconVolume size={18} aria-hidden />} onClick={() => softphone?.unblockSound()}>
            {t('desk.unblockSound')}
          </Button>
        )}
        {talking && <VoiceQualityLight />}
        <SimpleGrid cols={2} spacing={8}>
          <Button variant={muted ? 'filled' : 'default'} color="orange.8" px="xs" leftSection={muted ? <IconMicrophoneOff size={18} aria-hidden /> : <IconMicrophone size={18} aria-hidden />} onClick={() => commands.run('mute')} aria-pressed={muted} disabled={!view.sound} data-testid="mute">
            {t(muted ? 'desk.unmute' : 'desk.mute')}
          </Button>
          <Button variant={held ? 'filled' : 'default'} color="orange.8" px="xs" leftSection={held ? <IconPlayerPlay size={18} aria-hidden /> : <IconPlayerPause size={18} aria-hidden />} onClick={() => commands.run('hold')} aria-pressed={held} disabled={!view.sound || !talking} data-testid="hold">
            {t(held ? 'desk.unhold' : 'desk.hold')}
          </Button>
        </SimpleGrid>
        <Button variant="default" leftSection={<IconDialpad size={18} aria-hidden />} aria-expanded={pad} onClick={() => setPad(!pad)} disabled={!view.sound || !talking} data-testid="own-call-keys">
          {t('operatorCalls.keys')}
        </Button>
        {pad && talking && <DialPad size="small" name="own-call-key" press={(digit) => softphone?.sendDigit(digit)} />}
        <Button size="md" color="red.8" leftSection={<IconPhoneOff size={20} aria-hidden />} rightSection={key('hang-up')} onClick={() => commands.run('hang-up')} disabled={!view.sound} data-testid="hang-up">
          {t(talking ? 'desk.hangUp' : 'operatorCalls.stop')}
        </Button>
      </Stack>
    </Box>
  )
}
