import { ActionIcon, Group, TextInput, Tooltip } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

export interface Span {
  from: string
  to: string
}

/** `7` is 07:00, `0730` is 07:30; what is no time stays for the server to refuse. */
export function clockOf(text: string): string {
  const digits = /^(\d{1,2})(?:[:hg.]?(\d{2})?)$/i.exec(text.trim())
  return digits ? `${(digits[1] ?? '').padStart(2, '0')}:${digits[2] ?? '00'}` : text
}

/** Stretches of one day; a break is the gap between two. */
export function SpansField({ spans, change, label }: { spans: readonly Span[]; change: (spans: Span[]) => void; label: string }) {
  const { t } = useTranslation()
  const set = (at: number, part: Partial<Span>) => change(spans.map((span, index) => (index === at ? { ...span, ...part } : span)))
  return (
    <Group gap={6} role="group" aria-label={label}>
      {spans.map((span, index) => (
        <Group key={index} gap={2} wrap="nowrap">
          <ClockInput label={t('hours.from', { day: label })} value={span.from} change={(from) => set(index, { from })} />
          <span aria-hidden>–</span>
          <ClockInput label={t('hours.to', { day: label })} value={span.to} change={(to) => set(index, { to })} />
          <Tooltip label={t('hours.removeSpan')}>
            <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('hours.removeSpan')} onClick={() => change(spans.filter((_, other) => other !== index))}>
              <IconX size={14} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Group>
      ))}
      <Tooltip label={t('hours.addSpan')}>
        <ActionIcon variant="default" size="sm" aria-label={`${t('hours.addSpan')}: ${label}`} onClick={() => change([...spans, spans.length === 0 ? { from: '07:30', to: '11:30' } : { from: '13:00', to: '17:00' }])}>
          <IconPlus size={14} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  )
}

function ClockInput({ label, value, change }: { label: string; value: string; change: (value: string) => void }) {
  return <TextInput key={value} size="xs" w={62} aria-label={label} defaultValue={value} inputMode="numeric" maxLength={5} onBlur={(event) => clockOf(event.currentTarget.value) !== value && change(clockOf(event.currentTarget.value))} />
}
