import type { OpeningHoursShape } from '@app/contracts'
import { ActionIcon, Button, Group, Stack, Text, TextInput, Tooltip } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { dayOf } from '../format/moments.js'
import { DayInput } from '../shell/day-input.js'

type Closure = OpeningHoursShape['closures'][number]

/** Closed for whole days, once: a move, a training. Its name is told to callers. */
export function ClosuresField({ closures, change }: { closures: readonly Closure[]; change: (closures: Closure[]) => void }) {
  const { t } = useTranslation()
  const set = (at: number, part: Partial<Closure>) => change(closures.map((closure, index) => (index === at ? { ...closure, ...part } : closure)))
  return (
    <Stack gap={6}>
      <Text size="sm" fw={600}>
        {t('hours.closures')}
      </Text>
      {closures.map((closure, index) => (
        <Group key={index} gap={6} wrap="nowrap" data-testid={`closure-${index}`}>
          <DayInput size="xs" label={t('hours.firstDay')} day={closure.from} onChange={(from) => set(index, { from, to: closure.to < from ? from : closure.to })} />
          <DayInput size="xs" label={t('hours.lastDay')} day={closure.to} onChange={(to) => set(index, { to })} />
          <TextInput size="xs" style={{ flex: 1 }} aria-label={t('hours.nameVi')} placeholder={t('hours.nameVi')} value={closure.name.vi} onChange={(event) => set(index, { name: { ...closure.name, vi: event.currentTarget.value } })} />
          <TextInput size="xs" style={{ flex: 1 }} aria-label={t('hours.nameEn')} placeholder={t('hours.nameEn')} value={closure.name.en} onChange={(event) => set(index, { name: { ...closure.name, en: event.currentTarget.value } })} />
          <Tooltip label={t('hours.remove')}>
            <ActionIcon variant="subtle" color="gray" aria-label={t('hours.remove')} onClick={() => change(closures.filter((_, other) => other !== index))}>
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Group>
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        style={{ alignSelf: 'flex-start' }}
        leftSection={<IconPlus size={15} aria-hidden />}
        onClick={() => change([...closures, { from: dayOf(Date.now()), to: dayOf(Date.now()), name: { vi: t('hours.closedVi'), en: t('hours.closedEn') } }])}
        data-testid="closure-add"
      >
        {t('hours.addClosure')}
      </Button>
    </Stack>
  )
}
