import { WEEKDAYS, type RoutingWorld, type RuleTime } from '@app/contracts'
import { Chip, Group, Input, SegmentedControl, Select, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n.js'
import { clockOf } from '../opening-hours/spans-field.js'

const NIGHT: RuleTime = { by: 'clock', weekdays: [...WEEKDAYS], from: '22:00', to: '06:00' }

/** When a rule counts: whenever, at some hours, or within or outside opening hours. */
export function RuleTimeField({ time, world, change }: { time: RuleTime | null; world: RoutingWorld; change: (time: RuleTime | null) => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const hours: RuleTime = { by: 'hours', code: world.hours[0]?.code ?? '', open: false }
  return (
    <Stack gap={6}>
      <Input.Label>{t('routing.when.time')}</Input.Label>
      <SegmentedControl
        size="xs"
        style={{ alignSelf: 'flex-start' }}
        value={time?.by ?? 'any'}
        onChange={(by) => change(by === 'clock' ? NIGHT : by === 'hours' ? hours : null)}
        data={(['any', 'clock', 'hours'] as const).map((value) => ({ value, label: t(`routing.time.${value}`) }))}
        data-testid="rule-time"
      />
      {time?.by === 'clock' && (
        <Group gap="sm">
          <ClockInput label={t('routing.time.from')} value={time.from} change={(from) => change({ ...time, from })} />
          <ClockInput label={t('routing.time.to')} value={time.to} change={(to) => change({ ...time, to })} />
          <Chip.Group multiple value={time.weekdays} onChange={(chosen) => change(chosen.length === 0 ? time : { ...time, weekdays: WEEKDAYS.filter((day) => chosen.includes(day)) })}>
            <Group gap={4}>
              {WEEKDAYS.map((day) => (
                <Chip key={day} size="xs" value={day}>
                  {t(`weekday.${day}`)}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
        </Group>
      )}
      {time?.by === 'hours' && (
        <Group gap="sm">
          <SegmentedControl
            size="xs"
            value={time.open ? 'within' : 'outside'}
            onChange={(value) => change({ ...time, open: value === 'within' })}
            data={(['within', 'outside'] as const).map((value) => ({ value, label: t(`routing.time.${value}`) }))}
          />
          <Select size="xs" aria-label={t('routing.time.which')} allowDeselect={false} data={world.hours.map(({ code, title }) => ({ value: code, label: title[language] }))} value={time.code} onChange={(code) => code !== null && change({ ...time, code })} />
        </Group>
      )}
    </Stack>
  )
}

function ClockInput({ label, value, change }: { label: string; value: string; change: (value: string) => void }) {
  return (
    <TextInput
      key={value}
      size="xs"
      w={70}
      aria-label={label}
      defaultValue={value}
      inputMode="numeric"
      maxLength={5}
      onBlur={(event) => {
        const clock = clockOf(event.currentTarget.value)
        if (/^([01]\d|2[0-4]):[0-5]\d$/.test(clock)) change(clock)
        else event.currentTarget.value = value
      }}
    />
  )
}
