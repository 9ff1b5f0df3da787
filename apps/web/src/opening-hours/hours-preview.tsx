import type { OpenDay, OpeningHoursShape } from '@app/contracts'
import { Alert, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { dayOf } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { usePreview } from './opening-hours-queries.js'

const DAY_MS = 86_400_000
const WEEKS = 8

/** The Monday on or before a day. */
function mondayOf(day: string): string {
  const at = Date.parse(day)
  return new Date(at - ((new Date(at).getUTCDay() + 6) % 7) * DAY_MS).toISOString().slice(0, 10)
}

/** The weeks to come as these hours make them. */
export function HoursPreview({ definition }: { definition: OpeningHoursShape }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [settled] = useDebouncedValue(definition, 300)
  const preview = usePreview(settled, mondayOf(dayOf(Date.now())), WEEKS * 7)
  return (
    <Stack gap="xs" data-testid="hours-preview">
      <Text size="sm" fw={600}>
        {t('hours.preview', { weeks: WEEKS })}
      </Text>
      {preview.error && (
        <Alert color="yellow" py="xs">
          {failureSentence(preview.error, language)}
        </Alert>
      )}
      <SimpleGrid cols={7} spacing={3} verticalSpacing={3}>
        {(preview.data ?? []).map((day) => (
          <Day key={day.date} day={day} />
        ))}
      </SimpleGrid>
      <Group gap="md">
        {(['open', 'closed', 'holiday'] as const).map((state) => (
          <Group key={state} gap={6}>
            <span style={{ width: 12, height: 12, borderRadius: 3, background: COLORS[state] }} aria-hidden />
            <Text size="xs">{t(`hours.${state}`)}</Text>
          </Group>
        ))}
      </Group>
    </Stack>
  )
}

const COLORS = { open: 'light-dark(#d3f2e3, #1d4a38)', closed: 'light-dark(#eef0f3, #2b2f36)', holiday: 'light-dark(#ffe3dd, #5a2a22)' }

/** `7` for 07:00, `11:30` as it is. */
const short = (clock: string) => clock.replace(/^0/, '').replace(/:00$/, '')

function Day({ day: { date, holiday, open } }: { day: OpenDay }) {
  const language = useLanguage()
  const state = holiday ? 'holiday' : open.length > 0 ? 'open' : 'closed'
  const spans = open.map(({ from, to }) => `${short(from)}–${short(to)}`).join('\n')
  const [, month, day] = date.split('-')
  return (
    <div style={{ background: COLORS[state], borderRadius: 5, padding: '3px 5px', minHeight: 42, overflow: 'hidden' }} title={[holiday?.[language], spans].filter(Boolean).join(' · ')} data-testid={`preview-${date}`} data-state={state}>
      <Text size="xs" fw={600} lh={1.3}>
        {day}/{month}
      </Text>
      <Text fz={10} lh={1.2} lineClamp={2} style={{ whiteSpace: 'pre-line' }}>
        {holiday?.[language] ?? spans}
      </Text>
    </div>
  )
}
