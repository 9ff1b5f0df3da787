import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconHeadset, IconPhoneOff, IconVolume } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { useLanguage } from '../i18n.js'
import { useTick } from '../live/live-context.js'
import { Clock } from '../shell/clock.js'
import { DialPad } from '../softphone/dial-pad.js'
import { outgoingCallView } from '../softphone/outgoing-call-view.js'
import type { OutgoingCall } from '../softphone/use-outgoing-call.js'
import { useFlowEditing } from './flow-editing.js'

/** The flow as citizens will hear it: Asterisk, the sounds, the keys, over the person's own microphone. */
export function TrialCall({ call: { step, phone, softphone, refused, start } }: { call: OutgoingCall }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useTick()
  const { checked } = useFlowEditing()
  const view = outgoingCallView(step, phone)
  const talking = view.kind === 'in-call' || view.kind === 'connecting'
  return (
    <Stack gap="sm" data-testid="trial" data-view={view.kind}>
      {!talking && (
        <>
          <Button variant="light" leftSection={<IconHeadset size={18} aria-hidden />} disabled={!checked.flow} onClick={start} data-testid="trial-call">
            {t('flows.call.begin')}
          </Button>
          <Text size="xs" c="dimmed">
            {t('flows.call.about')}
          </Text>
        </>
      )}
      {view.kind === 'failed' && (
        <Alert color="red" py={6} role="alert" data-testid="trial-failure">
          {t(`flows.call.failed.${view.why}`)}
        </Alert>
      )}
      {refused !== null && (
        <Alert color="red" py={6} role="alert" data-testid="trial-failure">
          {failureSentence(refused, language)}
        </Alert>
      )}
      {talking && (
        <>
          <Text ta="center" fw={600} role="status" data-testid="trial-timer">
            {view.kind === 'in-call' ? <Clock seconds={(now - view.since) / 1000} /> : t('flows.call.connecting')}
          </Text>
          {phone.soundBlocked && (
            <Button color="orange" leftSection={<IconVolume size={18} aria-hidden />} onClick={() => softphone?.unblockSound()}>
              {t('desk.unblockSound')}
            </Button>
          )}
          <DialPad size="small" name="trial-key" disabled={view.kind !== 'in-call'} press={(key) => softphone?.sendDigit(key)} />
          <Group grow>
            <Button color="red" variant="light" leftSection={<IconPhoneOff size={16} aria-hidden />} onClick={() => softphone?.disconnect()} data-testid="trial-hang-up">
              {t('desk.hangUp')}
            </Button>
          </Group>
        </>
      )}
    </Stack>
  )
}
