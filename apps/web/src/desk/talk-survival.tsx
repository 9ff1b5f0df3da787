import { Alert } from '@mantine/core'
import { IconInfoCircle, IconMicrophoneOff, IconPlugConnected, IconPlugConnectedX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLive } from '../live/live-context.js'
import { useOperatorPhone } from '../softphone/operator-phone.js'
import { talkTrouble, type TalkTrouble } from './talk-trouble.js'

const LOOKS: Record<TalkTrouble['what'], { color: string; icon: typeof IconInfoCircle; urgent: boolean }> = {
  'broken-off': { color: 'orange', icon: IconPlugConnectedX, urgent: true },
  'sound-lost': { color: 'red', icon: IconPlugConnectedX, urgent: true },
  'microphone-refused': { color: 'red', icon: IconMicrophoneOff, urgent: true },
  'microphone-absent': { color: 'red', icon: IconMicrophoneOff, urgent: true },
  'way-lost': { color: 'orange', icon: IconPlugConnectedX, urgent: true },
  'line-lost': { color: 'yellow', icon: IconPlugConnectedX, urgent: false },
  'new-microphone': { color: 'teal', icon: IconInfoCircle, urgent: false },
  resumed: { color: 'teal', icon: IconPlugConnected, urgent: false },
}

/** What happened to the talk or its sound, and what to do, as long as it matters. */
export function TalkSurvival() {
  const { t } = useTranslation()
  const { me, connection } = useLive()
  const { phone } = useOperatorPhone()
  const trouble = talkTrouble(me, phone, connection)
  if (!trouble) return null
  const { color, icon: Icon, urgent } = LOOKS[trouble.what]
  return (
    <Alert color={color} py="xs" role={urgent ? 'alert' : 'status'} icon={<Icon aria-hidden />} data-testid="talk-survival" data-what={trouble.what}>
      {t(`talkSurvival.${trouble.what}`, { label: trouble.what === 'new-microphone' ? trouble.label : '' })}
    </Alert>
  )
}
