import { WRITTEN_KINDS, type TicketKind } from '@app/contracts'
import { Box, Text } from '@mantine/core'
import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import { KIND_COLORS } from './kind-badges.js'
import classes from './kind-choice.module.css'

export type WrittenKind = Exclude<TicketKind, 'voicemail'>

/** One of the kinds that a person may write, all to be seen at once; the arrow keys go from one to the next. */
export function KindChoice({ value, onChange }: { value: WrittenKind; onChange: (kind: WrittenKind) => void }) {
  const { t } = useTranslation()
  return (
    <Box component="fieldset" className={classes['kinds']} aria-label={t('kinds.choose')}>
      {WRITTEN_KINDS.map((kind) => (
        <label key={kind} className={classes['kind']} style={{ '--kind-color': `var(--mantine-color-${KIND_COLORS[kind]}-6)` } as CSSProperties}>
          <input type="radio" name="ticket-kind" value={kind} checked={value === kind} onChange={() => onChange(kind)} data-testid={`ticket-kind-${kind}`} />
          <Text component="span" size="sm">
            {t(`kinds.kind.${kind}`)}
          </Text>
        </label>
      ))}
    </Box>
  )
}
