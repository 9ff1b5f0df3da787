import { Box, Button, Kbd, Stack, Text } from '@mantine/core'
import { IconPhoneOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useCall } from '../api/queries.js'
import { TalkButtons } from '../desk/call-controls.js'
import type { DeskView } from '../desk/desk-view.js'
import { SHORTCUTS } from '../desk/shortcuts.js'
import { SoundTrouble } from '../desk/sound-trouble.js'
import type { DeskCommands } from '../desk/use-desk-commands.js'
import { MuteKey } from '../desk/voice-keys.js'
import { PersonalValue } from '../persons-data/personal-value.js'

type OwnCallView = Extract<DeskView, { kind: 'own-call' }>

/** A call that this operator makes: how far it is, and what can be done; once answered, what can be done in any talk. */
export function OwnCallPanel({ view, commands }: { view: OwnCallView; commands: DeskCommands }) {
  const { t } = useTranslation()
  const call = useCall(view.callId)
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
        {view.phase === 'talking' ? <TalkButtons sound={view.sound} known={view.callId !== null} commands={commands} /> : <DiallingButtons sound={view.sound} commands={commands} />}
      </Stack>
    </Box>
  )
}

/** The citizen hears nothing before they have answered. */
function DiallingButtons({ sound, commands }: { sound: boolean; commands: DeskCommands }) {
  const { t } = useTranslation()
  return (
    <>
      <SoundTrouble sound={sound} />
      <MuteKey commands={commands} disabled={!sound} />
      <Button
        size="md"
        color="red.8"
        leftSection={<IconPhoneOff size={20} aria-hidden />}
        rightSection={
          <Kbd size="xs" aria-hidden>
            {SHORTCUTS['hang-up'].shown[0]}
          </Kbd>
        }
        onClick={() => commands.run('hang-up')}
        disabled={!sound}
        data-testid="hang-up"
      >
        {t('operatorCalls.stop')}
      </Button>
    </>
  )
}
