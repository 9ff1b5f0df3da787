import { isMasked, type LookSubject, type PersonField, type ShownValue } from '@app/contracts'
import { ActionIcon } from '@mantine/core'
import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatPhone } from '../format/numbers.js'
import { DialButton } from '../operator-calls/dial-button.js'
import { LookDialog } from './look-dialog.js'

type Props = {
  field: PersonField
  /** As the server gave it: whole, or masked. */
  value: string | null
  /** Whose value it is; with it one can ask to see it whole. */
  of?: LookSubject
  /** A number's: whose it is, to call it; `of` where it is not said. `typed`: it stands there whole. Null: not from here. */
  dial?: LookSubject | 'typed' | null
}

/** What is known of a citizen. A masked value has a button that asks why, and shows it for some minutes. */
export function PersonalValue({ field, value, of, dial = of ?? null }: Props) {
  const { t } = useTranslation()
  const [shown, setShown] = useShown()
  const [asking, setAsking] = useState(false)
  if (value === null) return field === 'number' ? <span style={{ whiteSpace: 'nowrap' }}>{t('number.none')}</span> : null
  const text = shown ? (shown.value ?? '') : value
  const canAsk = of !== undefined && isMasked(value)
  const words = field === 'number' ? formatPhone(text) : text
  return (
    <span style={field === 'text' ? undefined : { whiteSpace: 'nowrap' }} data-testid={`personal-${field}`} data-shown={!isMasked(text)}>
      {/* As wide masked as shown, so that nothing beside it moves. */}
      <span style={field === 'number' && canAsk ? { display: 'inline-block', minWidth: '7.2em', fontVariantNumeric: 'tabular-nums' } : undefined}>{words}</span>
      {canAsk && (
        <ActionIcon
          variant="subtle"
          size={22}
          ml={4}
          style={{ verticalAlign: 'middle' }}
          aria-label={t(shown ? 'personsData.hide' : 'personsData.show')}
          title={t(shown ? 'personsData.hide' : 'personsData.show')}
          onClick={(event) => {
            event.stopPropagation()
            if (shown) setShown(null)
            else setAsking(true)
          }}
          data-testid={`show-${field}`}
        >
          {shown ? <IconEyeOff size={16} aria-hidden /> : <IconEye size={16} aria-hidden />}
        </ActionIcon>
      )}
      {field === 'number' && dial !== null && (dial !== 'typed' || !isMasked(value)) && <DialButton request={dial === 'typed' ? { number: value } : { of: dial }} shown={words} />}
      {asking && of && <LookDialog field={field} subject={of} close={() => setAsking(false)} shown={setShown} />}
    </span>
  )
}

/** A value until its time is over. */
function useShown() {
  const [shown, setShown] = useState<ShownValue | null>(null)
  useEffect(() => {
    if (!shown) return
    const timer = setTimeout(() => setShown(null), Math.max(0, Date.parse(shown.until) - Date.now()))
    return () => clearTimeout(timer)
  }, [shown])
  return [shown, setShown] as const
}
