import { DateInput } from '@mantine/dates'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { dayOf } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { parseDay } from './parse-day.js'

type Props = { label: ReactNode; description?: ReactNode; day: string; error: string | null; onChange: (day: string) => void; required?: boolean; testId: string }

/** A day that is typed, or picked; empty when there is none. */
export function DayField({ label, description, day, error, onChange, required = false, testId }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <DateInput
      size="sm"
      label={label}
      description={description}
      withAsterisk={required}
      locale={language}
      firstDayOfWeek={1}
      valueFormat="DD/MM/YYYY"
      placeholder={t('kinds.forms.dayHint')}
      clearable
      dateParser={(text) => parseDay(text, dayOf(Date.now()))}
      value={day === '' ? null : day}
      onChange={(value) => onChange(value ?? '')}
      error={error}
      data-testid={testId}
    />
  )
}
