import { Alert, Button, Group, Text } from '@mantine/core'
import { IconPhoneOutgoing } from '@tabler/icons-react'
import { operatorCallOf } from '@app/contracts'
import { useTranslation } from 'react-i18next'
import { useCall } from '../api/queries.js'
import { useDialling } from './dialling.js'

/** After an own call that reached nobody: why, and once more. */
export function OwnCallResult({ callId }: { callId: string }) {
  const { t } = useTranslation()
  const call = useCall(operatorCallOf(callId) === null ? null : callId)
  const { mayDial, busy, dial } = useDialling()
  const trouble = call.data?.endedAt ? call.data.ownCall?.trouble : null
  if (!trouble) return null
  return (
    <Alert color={trouble === 'hung-up' ? 'gray' : 'orange'} py="xs" role="status" data-testid="own-call-trouble" data-trouble={trouble}>
      <Group justify="space-between" gap="xs">
        <Text size="sm">{t(`operatorCalls.trouble.${trouble}`)}</Text>
        {mayDial && (
          <Button size="compact-sm" variant="light" leftSection={<IconPhoneOutgoing size={15} aria-hidden />} disabled={busy} onClick={() => dial({ of: { kind: 'call', id: callId } })} data-testid="dial-again">
            {t('operatorCalls.again')}
          </Button>
        )}
      </Group>
    </Alert>
  )
}
