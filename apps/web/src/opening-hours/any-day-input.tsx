import 'dayjs/locale/vi'
import { DatePickerInput } from '@mantine/dates'
import { useLanguage } from '../i18n.js'

/** A day, past or to come, written day first. Days are `2026-11-23`. */
export function AnyDayInput({ label, day, change }: { label: string; day: string; change: (day: string) => void }) {
  const language = useLanguage()
  return <DatePickerInput size="xs" w={112} aria-label={label} locale={language} firstDayOfWeek={1} valueFormat="DD/MM/YYYY" value={day} onChange={(chosen) => chosen && change(chosen)} />
}
