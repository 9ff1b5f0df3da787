import type { WorkingSpan } from '@app/contracts'
import { useTranslation } from 'react-i18next'

/** `16 giờ làm việc`; short `16 giờ`. */
export function WorkingSpanText({ span: { amount, unit }, short = false }: { span: WorkingSpan; short?: boolean }) {
  const { t } = useTranslation()
  return <>{t(short ? `kinds.span.${unit}` : `kinds.workingSpan.${unit}`, { amount })}</>
}
