import { Button, Group, Stack, Text } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { SpansField, type Span } from './spans-field.js'

const DAYS = ['1', '2', '3', '4', '5', '6', '7'] as const

/** The hours of each weekday. */
export function WeekField({ weekly, change }: { weekly: Readonly<Record<string, Span[]>>; change: (weekly: Record<string, Span[]>) => void }) {
  const { t } = useTranslation()
  const monday = weekly['1'] ?? []
  return (
    <Stack gap={6} data-testid="hours-week">
      {DAYS.map((day) => (
        <Group key={day} gap="sm" wrap="nowrap" mih={30} data-testid={`hours-day-${day}`}>
          <Text size="sm" w={84} style={{ flex: 'none' }}>
            {t(`weekday.${day}`)}
          </Text>
          <SpansField label={t(`weekday.${day}`)} spans={weekly[day] ?? []} change={(spans) => change({ ...weekly, [day]: spans })} />
        </Group>
      ))}
      <Button variant="subtle" size="compact-sm" style={{ alignSelf: 'flex-start' }} leftSection={<IconCopy size={15} aria-hidden />} onClick={() => change({ ...weekly, ...Object.fromEntries(['2', '3', '4', '5'].map((day) => [day, monday])) })} data-testid="hours-copy">
        {t('hours.copyMonday')}
      </Button>
    </Stack>
  )
}
