import type { LookSubject } from '@app/contracts'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { formatTicketCode } from '../format/numbers.js'

/** What an own call was made out of, and the way there. */
export function OwnCallOf({ of }: { of: LookSubject | null }) {
  const { t } = useTranslation()
  if (of === null) return t('operatorCalls.of.typed')
  switch (of.kind) {
    case 'call':
      return <Link to={`/calls/${of.id}`}>{t('operatorCalls.of.call')}</Link>
    case 'ticket':
      return <Link to={`/tickets/${of.id}`}>{t('operatorCalls.of.ticket', { code: formatTicketCode(of.id) })}</Link>
    case 'missed-caller':
    case 'voicemail':
    case 'call-back':
      return t(`operatorCalls.of.${of.kind}`)
    default:
      return of.kind satisfies never
  }
}
