import { Badge, Group, Switch, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { dayOf, formatDay } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { DayInput } from '../shell/day-input.js'

export interface Dated {
  validFrom: string
  validUntil: string | null
}

export const isThereOn = ({ validFrom, validUntil }: Dated, day: string): boolean => validFrom <= day && (validUntil === null || day <= validUntil)
export const isOver = ({ validUntil }: Dated): boolean => validUntil !== null && validUntil < dayOf(Date.now())

/** From when and until when something is there. */
export function Validity({ dated }: { dated: Dated }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const today = dayOf(Date.now())
  const { validFrom, validUntil } = dated
  return (
    <Group gap={6} wrap="nowrap">
      <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
        {validUntil === null ? t('departments.since', { day: formatDay(validFrom, language) }) : t('departments.between', { from: formatDay(validFrom, language), until: formatDay(validUntil, language) })}
      </Text>
      {!isThereOn(dated, today) && (
        <Badge size="xs" variant="light" color={validFrom > today ? 'blue' : 'gray'}>
          {t(validFrom > today ? 'departments.toCome' : 'departments.over')}
        </Badge>
      )}
    </Group>
  )
}

/** The last day, if there is one. */
export function LastDayField({ validUntil, change }: { validUntil: string | null; change: (validUntil: string | null) => void }) {
  const { t } = useTranslation()
  return (
    <Group gap="sm">
      <Switch label={t('departments.hasEnd')} checked={validUntil !== null} onChange={(event) => change(event.currentTarget.checked ? dayOf(Date.now()) : null)} data-testid="has-end" />
      {validUntil !== null && <DayInput label={t('departments.lastDay')} day={validUntil} onChange={change} testId="last-day" />}
    </Group>
  )
}
