import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconCircleCheck, IconHeadsetOff, IconLoader, IconMicrophoneOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useOperatorPhone } from '../softphone/operator-phone.js'
import { SoundCheckButton } from './sound-check.js'

/** Whether this browser can take a call, and if not, what to do. */
export function PhoneStatus() {
  const { t } = useTranslation()
  const { phone, elsewhere, takeOver, softphone } = useOperatorPhone()
  if (elsewhere) {
    return (
      <Alert color="yellow" icon={<IconHeadsetOff aria-hidden />} py="xs" title={t('phone.elsewhere')} data-testid="phone-status" data-status="elsewhere">
        <Group gap={6}>
          <Button size="compact-sm" variant="default" onClick={takeOver} data-testid="take-over-phone">
            {t('phone.takeOver')}
          </Button>
          <SoundCheckButton />
        </Group>
      </Alert>
    )
  }
  if (phone.microphone === 'refused' || phone.microphone === 'absent') {
    return (
      <Alert color="red" icon={<IconMicrophoneOff aria-hidden />} py="xs" role="alert" title={t(`phone.microphone.${phone.microphone}`)} data-testid="phone-status" data-status={`microphone-${phone.microphone}`}>
        <Stack gap={6} align="flex-start">
          <Text size="xs">{t(`phone.microphoneHint.${phone.microphone}`)}</Text>
          <Group gap={6}>
            <Button size="compact-xs" variant="default" onClick={() => void softphone?.checkMicrophone()}>
              {t('phone.checkAgain')}
            </Button>
            <SoundCheckButton />
          </Group>
        </Stack>
      </Alert>
    )
  }
  const registered = phone.line === 'registered'
  return (
    <Group gap={6} wrap="nowrap" data-testid="phone-status" data-status={phone.line}>
      {registered ? <IconCircleCheck size={17} color="var(--mantine-color-teal-6)" aria-hidden /> : <IconLoader size={17} color="var(--mantine-color-gray-6)" aria-hidden />}
      <Text size="sm" flex={1} c={registered ? undefined : 'dimmed'}>
        {t(`phone.line.${phone.line}`)}
      </Text>
      <SoundCheckButton />
    </Group>
  )
}
