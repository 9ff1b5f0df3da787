import type { LedgerCounts } from '@app/contracts'
import { Anchor, Box, HoverCard, Text, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { formatCount, formatShare } from '../format/numbers.js'
import { useLanguage } from '../i18n.js'
import { callsBehind, PART_COLORS, type LedgerName } from './ledger-parts.js'

type Props = { name: LedgerName; counts: LedgerCounts; period: { from: string; to: string }; big?: boolean }

/** A figure that opens its calls, with its definition one hover (or tab) away. */
export function LedgerFigure({ name, counts, period, big = false }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const value = formatCount(counts[name], language)
  const path = callsBehind(name, period.from, period.to)
  const term = t(`figure.${name}.term`)
  const share = name === 'offered' || name === 'selfServed' || name === 'arrived' || counts.offered === 0 ? null : counts[name] / counts.offered
  return (
    <Box miw={big ? 120 : 96} data-testid={`ledger-${name}`} data-value={counts[name]}>
      <HoverCard width={320} shadow="md" openDelay={250} position="bottom">
        <HoverCard.Target>
          <UnstyledButton display="block" mih={24}>
            <Text component="span" display="block" size="xs" c="dimmed" style={{ borderLeft: `4px solid var(--mantine-color-${PART_COLORS[name]}-6)`, paddingLeft: 6 }}>
              {term}
            </Text>
          </UnstyledButton>
        </HoverCard.Target>
        <HoverCard.Dropdown>
          <Text size="sm" fw={600}>
            {term}
          </Text>
          <Text size="sm">{t(`figure.${name}.definition`)}</Text>
        </HoverCard.Dropdown>
      </HoverCard>
      {path && counts[name] > 0 ? (
        <Anchor component={Link} to={path} fz={big ? 30 : 22} fw={700} lh={1.4} aria-label={t('ledger.open', { term, value })}>
          {value}
        </Anchor>
      ) : (
        <Text fz={big ? 30 : 22} fw={700} lh={1.4}>
          {value}
        </Text>
      )}
      <Text size="xs" c="dimmed" mih={19}>
        {share !== null && formatShare(share, language)}
      </Text>
    </Box>
  )
}
