import type { DialRequest } from '@app/contracts'
import { ActionIcon } from '@mantine/core'
import { IconPhoneOutgoing } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useDialling } from './dialling.js'

/** Beside a number: calls it. Nothing for whoever has no softphone that works. @param shown the number as it stands there */
export function DialButton({ request, shown }: { request: DialRequest; shown: string }) {
  const { t } = useTranslation()
  const { mayDial, busy, dial } = useDialling()
  if (!mayDial) return null
  const label = t('operatorCalls.call', { number: shown })
  return (
    <ActionIcon
      variant="subtle"
      size={22}
      ml={4}
      style={{ verticalAlign: 'middle' }}
      aria-label={label}
      title={label}
      disabled={busy}
      onClick={(event) => {
        event.stopPropagation()
        dial(request)
      }}
      // In a row that opens by Enter.
      onKeyDown={(event) => event.stopPropagation()}
      data-testid="dial"
    >
      <IconPhoneOutgoing size={16} aria-hidden />
    </ActionIcon>
  )
}
