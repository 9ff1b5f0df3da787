import { useTranslation } from 'react-i18next'
import { formatPhone } from '../format/numbers.js'

export function PhoneNumber({ number }: { number: string | null }) {
  const { t } = useTranslation()
  return <span style={{ whiteSpace: 'nowrap' }}>{number ? formatPhone(number) : t('number.none')}</span>
}
