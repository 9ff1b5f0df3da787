import 'dayjs/locale/vi'
import { DatePickerInput } from '@mantine/dates'
import { useLanguage } from '../i18n.js'

/** A day, written day first whatever the browser's own language is; up to `last` where there is one. Days are `2026-11-23`. */
export function DayInput({ label, day, last, size = 'sm', onChange, testId }: { label: string; day: string; last?: string; size?: 'xs' | 'sm'; onChange: (day: string) => void; testId?: string }) {
  const language = useLanguage()
  return (
    <DatePickerInput
      size={size}
      w={size === 'sm' ? 130 : 112}
      aria-label={label}
      locale={language}
      firstDayOfWeek={1}
      valueFormat="DD/MM/YYYY"
      value={day}
      {...(last !== undefined && { maxDate: last })}
      onChange={(chosen) => chosen && onChange(chosen)}
      data-testid={testId}
    />
  )
}
