import { Alert, Button, Group, Text } from '@mantine/core'
import { IconArrowBackUp, IconHeadsetOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useOperatorPhone } from '../softphone/operator-phone.js'
import { pointToTab } from '../softphone/point-to-tab.js'

/** In a tab that is not the telephone, during a call: the call is untouched; go back to it, or bring it here. */
export function CallElsewhere() {
  const { t } = useTranslation()
  const { takeOver } = useOperatorPhone()
  return (
    <Alert color="yellow" py="xs" role="status" icon={<IconHeadsetOff aria-hidden />} title={t('deskGuards.callElsewhere')} data-testid="call-elsewhere">
      <Text size="sm" mb={6}>
        {t('deskGuards.callElsewhereHint')}
      </Text>
      <Group gap={6}>
        <Button size="compact-sm" variant="default" leftSection={<IconArrowBackUp size={15} aria-hidden />} onClick={pointToTab} data-testid="point-to-phone">
          {t('deskGuards.pointToPhone')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={takeOver} data-testid="take-over-call">
          {t('deskGuards.takeOverCall')}
        </Button>
      </Group>
    </Alert>
  )
}
