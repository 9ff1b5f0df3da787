import { Alert, Button } from '@mantine/core'
import { IconVolume } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useOperatorPhone } from '../softphone/operator-phone.js'
import { CallElsewhere } from './call-elsewhere.js'

/** Why nothing is heard in a call, and what can be done; empty when all is well. @param sound the call's sound is in this page */
export function SoundTrouble({ sound }: { sound: boolean }) {
  const { t } = useTranslation()
  const { phone, softphone, elsewhere } = useOperatorPhone()
  if (!sound && elsewhere) return <CallElsewhere />
  return (
    <>
      {!sound && (
        <Alert color="red" py="xs" role="alert">
          {t('desk.soundLost')}
        </Alert>
      )}
      {phone.soundBlocked && (
        <Button color="orange" leftSection={<IconVolume size={18} aria-hidden />} onClick={() => softphone?.unblockSound()}>
          {t('desk.unblockSound')}
        </Button>
      )}
    </>
  )
}
