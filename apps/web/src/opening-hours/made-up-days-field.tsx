import type { OpeningHoursShape } from '@app/contracts'
import { ActionIcon, Button, Group, Stack, Text, Tooltip } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { dayOf } from '../format/moments.js'
import { DayInput } from '../shell/day-input.js'
import { SpansField } from './spans-field.js'

type MadeUpDay = OpeningHoursShape['madeUpDays'][number]

/** Days with hours of their own, whatever else they are: work in exchange for a free day. */
export function MadeUpDaysField({ days, change }: { days: readonly MadeUpDay[]; change: (days: MadeUpDay[]) => void }) {
  const { t } = useTranslation()
  const set = (at: number, part: Partial<MadeUpDay>) => change(days.map((day, index) => (index === at ? { ...day, ...part } : day)))
  return (
    <Stack gap={6}>
      <Text size="sm" fw={600}>
        {t('hours.madeUpDays')}
      </Text>
      {days.map((day, index) => (
        <Group key={index} gap={6} wrap="nowrap" align="flex-start" data-testid={`made-up-${index}`}>
          <DayInput size="xs" label={t('hours.day')} day={day.date} onChange={(date) => set(index, { date })} />
          <SpansField label={day.date} spans={day.spans} change={(spans) => set(index, { spans })} />
          <Tooltip label={t('hours.remove')}>
            <ActionIcon variant="subtle" color="gray" aria-label={t('hours.remove')} onClick={() => change(days.filter((_, other) => other !== index))}>
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Group>
      ))}
      <Button variant="subtle" size="compact-sm" style={{ alignSelf: 'flex-start' }} leftSection={<IconPlus size={15} aria-hidden />} onClick={() => change([...days, { date: dayOf(Date.now()), spans: [{ from: '07:30', to: '11:30' }] }])} data-testid="made-up-add">
        {t('hours.addMadeUpDay')}
      </Button>
    </Stack>
  )
}
