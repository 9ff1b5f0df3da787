import type { LedgerBook } from '@app/contracts'
import { Badge, Box, Card, Divider, Group, Stack, Text } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../format/numbers.js'
import { useLanguage } from '../i18n.js'
import { LedgerFigure } from './ledger-figure.js'
import { BECAME, BESIDE, PART_COLORS } from './ledger-parts.js'

/** Offered on one side, what became of it on the other; beside them who did not wait and who needed nobody. */
export function LedgerEquation({ book }: { book: LedgerBook }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { total } = book
  const parts = [...BECAME, ...BESIDE]
  const sum = parts.reduce((all, name) => all + total[name], 0)
  const beside = BESIDE.filter((name) => name === 'shortAbandoned' || total[name] > 0)
  return (
    <Card withBorder p="md" mb="sm" data-testid="ledger-equation" data-holds={book.holds ? 'yes' : 'no'}>
      <Group align="flex-start" gap="lg" wrap="wrap">
        <Stack gap={6}>
          <LedgerFigure name="offered" counts={total} period={book} big />
          <Badge size="lg" variant="light" color={book.holds ? 'teal' : 'red'} leftSection={book.holds ? <IconCheck size={15} aria-hidden /> : <IconX size={15} aria-hidden />}>
            {book.holds ? t('ledger.holds') : t('ledger.differsBy', { count: Math.abs(total.offered - sum) })}
          </Badge>
        </Stack>
        <Sign sign="=" />
        <Box flex={1} miw={{ base: '100%', sm: 420 }}>
          <Group gap={6} align="flex-start" wrap="wrap">
            {BECAME.map((name, index) => (
              <Group key={name} gap={6} align="flex-start" wrap="nowrap">
                {index > 0 && <Sign sign="+" />}
                <LedgerFigure name={name} counts={total} period={book} />
              </Group>
            ))}
            {beside.map((name) => (
              <Group key={name} gap={6} align="flex-start" wrap="nowrap" opacity={0.9}>
                <Sign sign="+" />
                <LedgerFigure name={name} counts={total} period={book} />
              </Group>
            ))}
          </Group>
          <Bar total={total} sum={sum} />
        </Box>
        <Divider orientation="vertical" visibleFrom="md" />
        <Stack gap={4}>
          <LedgerFigure name="selfServed" counts={total} period={book} />
          <Text size="xs" c="dimmed" maw={150}>
            {t('ledger.ofArrived', { arrived: formatCount(total.arrived, language) })}
          </Text>
        </Stack>
      </Group>
    </Card>
  )
}

const Sign = ({ sign }: { sign: string }) => (
  <Text fz={22} fw={300} c="dimmed" pt={18} aria-hidden>
    {sign}
  </Text>
)

function Bar({ total, sum }: { total: LedgerBook['total']; sum: number }) {
  const { t } = useTranslation()
  if (sum === 0) return null
  return (
    <Box mt="xs" h={14} style={{ display: 'flex', gap: 2, borderRadius: 7, overflow: 'hidden' }} role="img" aria-label={t('ledger.bar')}>
      {[...BECAME, ...BESIDE]
        .filter((name) => total[name] > 0)
        .map((name) => (
          <Box key={name} bg={`${PART_COLORS[name]}.6`} style={{ flexGrow: total[name], flexBasis: 3 }} title={`${t(`figure.${name}.term`)}: ${total[name]}`} />
        ))}
    </Box>
  )
}
