import { Alert } from '@mantine/core'
import { IconPlugConnected, IconPlugConnectedX } from '@tabler/icons-react'
import { BROKEN_OFF } from '@app/contracts'
import { useTranslation } from 'react-i18next'
import { useLive } from '../live/live-context.js'
import { useOperatorPhone } from '../softphone/operator-phone.js'

/** What happened to the talk or its sound, in a sentence, as long as it matters. */
export function TalkSurvival() {
  const { t } = useTranslation()
  const { me } = useLive()
  const { phone } = useOperatorPhone()
  if (me?.state === 'paused' && me.pauseReason === BROKEN_OFF && !phone.call) {
    return (
      <Alert color="orange" py="xs" role="alert" icon={<IconPlugConnectedX aria-hidden />} data-testid="talk-survival" data-what="broken-off">
        {t('talkSurvival.broken-off')}
      </Alert>
    )
  }
  if (phone.call?.resumed) {
    return (
      <Alert color="teal" py="xs" role="status" icon={<IconPlugConnected aria-hidden />} data-testid="talk-survival" data-what="resumed">
        {t('talkSurvival.resumed')}
      </Alert>
    )
  }
  return null
}
