import { ActionIcon, Group } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/** The rows with one moved by a place; the same rows where there is no such place. */
export function moved<T>(rows: readonly T[], index: number, by: 1 | -1): T[] {
  const [row, other] = [rows[index], rows[index + by]]
  if (row === undefined || other === undefined) return [...rows]
  return rows.with(index, other).with(index + by, row)
}

/** Buttons that move a row up and down. */
export function RowOrder({ name, index, count, move }: { name: string; index: number; count: number; move: (by: 1 | -1) => void }) {
  const { t } = useTranslation()
  return (
    <Group gap={2} wrap="nowrap">
      <ActionIcon variant="subtle" aria-label={`${t('deskRules.up')}: ${name}`} disabled={index === 0} onClick={() => move(-1)}>
        <IconArrowUp size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon variant="subtle" aria-label={`${t('deskRules.down')}: ${name}`} disabled={index === count - 1} onClick={() => move(1)}>
        <IconArrowDown size={16} aria-hidden />
      </ActionIcon>
    </Group>
  )
}
