import 'dayjs/locale/vi'
import { DatePickerInput } from '@mantine/dates'
import { dayOf } from '../format/moments.js'
import { useLanguage } from '../i18n.js'

/** A day up to today, written day first whatever the browser's own language is. Days are `2026-11-23`. */
export function DayInput({ label, day, onChange, testId }: { label: string; day: string; onChange: (day: string) => void; testId: string }) {
  const language = useLanguage()
  return (
    <DatePickerInput
      size="sm"
      w={130}
      aria-label={label}
      locale={language}
      firstDayOfWeek={1}
      valueFormat="DD/MM/YYYY"
      value={day}
      maxDate={dayOf(Date.now())}
      onChange={(chosen) => chosen && onChange(chosen)}
      data-testid={testId}
    />
  )
}
