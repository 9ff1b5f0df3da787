import type { CallHold } from '@app/contracts'
import { useTranslation } from 'react-i18next'
import { formatClock } from '../format/durations.js'
import { formatTime } from '../format/moments.js'
import { useLanguage } from '../i18n.js'

/** Each time on hold of a call: when, and how long. */
export function CallHolds({ holds }: { holds: readonly CallHold[] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <span data-testid="call-holds">
      {holds.map(({ from, to, sure }) => (
        <span key={from} style={{ display: 'block', fontVariantNumeric: 'tabular-nums' }}>
          {to === null ? `${t('holds.from', { from: formatTime(from, language) })} · ${t('holds.goesOn')}` : `${formatTime(from, language)} – ${formatTime(to, language)} · ${formatClock(Math.round((Date.parse(to) - Date.parse(from)) / 1000))}`}
          {!sure && ` · ${t('holds.unsure')}`}
        </span>
      ))}
    </span>
  )
}
