import { Box, Button, Kbd, Popover, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconDialpad, IconPhoneOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCall } from '../api/queries.js'
import type { DeskView } from '../desk/desk-view.js'
import { SHORTCUTS } from '../desk/shortcuts.js'
import { SoundTrouble } from '../desk/sound-trouble.js'
import type { DeskCommands } from '../desk/use-desk-commands.js'
import { HoldKey, MuteKey } from '../desk/voice-keys.js'
import { VoiceQualityLight } from '../desk/voice-light.js'
import { PersonalValue } from '../persons-data/personal-value.js'
import { DialPad } from '../softphone/dial-pad.js'
import { useOperatorPhone } from '../softphone/operator-phone.js'

type OwnCallView = Extract<DeskView, { kind: 'own-call' }>

/** A call that this operator makes: how far it is, and what can be done. The citizen hears nothing before they have answered. */
export function OwnCallPanel({ view, commands }: { view: OwnCallView; commands: DeskCommands }) {
  const { t } = useTranslation()
  const { softphone } = useOperatorPhone()
  const call = useCall(view.callId)
  const [pad, setPad] = useState(false)
  const talking = view.phase === 'talking'
  const key = (command: keyof typeof SHORTCUTS) => (
    <Kbd size="xs" aria-hidden>
      {SHORTCUTS[command].shown[0]}
    </Kbd>
  )
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
        <SoundTrouble sound={view.sound} />
        {talking && <VoiceQualityLight />}
        <SimpleGrid cols={2} spacing={8}>
          <MuteKey commands={commands} disabled={!view.sound} />
          <HoldKey commands={commands} disabled={!view.sound || !talking} />
        </SimpleGrid>
        {/* Beside the panel: below, it would push everything else out of sight. */}
        <Popover opened={pad && talking} onChange={setPad} position="right-start" withArrow>
          <Popover.Target>
            <Button variant="default" leftSection={<IconDialpad size={18} aria-hidden />} aria-expanded={pad} onClick={() => setPad(!pad)} disabled={!view.sound || !talking} data-testid="own-call-keys">
              {t('operatorCalls.keys')}
            </Button>
          </Popover.Target>
          <Popover.Dropdown>
            <DialPad size="small" name="own-call-key" press={(digit) => softphone?.sendDigit(digit)} />
          </Popover.Dropdown>
        </Popover>
        <Button size="md" color="red.8" leftSection={<IconPhoneOff size={20} aria-hidden />} rightSection={key('hang-up')} onClick={() => commands.run('hang-up')} disabled={!view.sound} data-testid="hang-up">
          {t(talking ? 'desk.hangUp' : 'operatorCalls.stop')}
        </Button>
      </Stack>
    </Box>
  )
}
