import type { LedgerBook, LedgerDay } from '@app/contracts'
import { Anchor, Badge, Card, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { formatDay, formatFull } from '../format/moments.js'
import { formatCount } from '../format/numbers.js'
import { useLanguage } from '../i18n.js'
import { BECAME, callsBehind, type LedgerName } from './ledger-parts.js'

const COLUMNS = ['offered', ...BECAME, 'shortAbandoned', 'waiting', 'selfServed'] as const satisfies readonly LedgerName[]

/** The ledger by day, the newest first; each figure opens its calls. */
export function LedgerDays({ book }: { book: LedgerBook }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const days = [...book.days].reverse()
  return (
    <Card withBorder p={0}>
      <Table.ScrollContainer minWidth={980} tabIndex={0} aria-label={t('ledger.byDay')}>
        <Table verticalSpacing={6} highlightOnHover stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('ledger.day')}</Table.Th>
              {COLUMNS.map((name) => (
                <Table.Th key={name} ta="right">
                  {t(`figure.${name}.term`)}
                </Table.Th>
              ))}
              <Table.Th>{t('ledger.adds')}</Table.Th>
              <Table.Th>{t('ledger.journal')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {days.map((day) => (
              <Table.Tr key={day.day} data-testid={`ledger-day-${day.day}`} data-holds={day.holds ? 'yes' : 'no'} data-differences={day.compared?.differences}>
                <Table.Td style={{ whiteSpace: 'nowrap' }}>{formatDay(`${day.day}T05:00:00Z`, language)}</Table.Td>
                {COLUMNS.map((name) => (
                  <Table.Td key={name} ta="right">
                    <DayFigure name={name} day={day} />
                  </Table.Td>
                ))}
                <Table.Td>
                  <Badge variant="light" color={day.holds ? 'teal' : 'red'}>
                    {t(day.holds ? 'ledger.holds' : 'ledger.holdsNot')}
                  </Badge>
                </Table.Td>
                <Table.Td>
                  <Compared day={day} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Card>
  )
}

function DayFigure({ name, day }: { name: LedgerName; day: LedgerDay }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const value = formatCount(day.counts[name], language)
  const path = callsBehind(name, day.day, day.day)
  if (day.counts[name] === 0) return <Text size="sm" c="dimmed">{value}</Text>
  if (!path) return <Text size="sm">{value}</Text>
  return (
    <Anchor component={Link} to={path} size="sm" aria-label={t('ledger.open', { term: t(`figure.${name}.term`), value })}>
      {value}
    </Anchor>
  )
}

function Compared({ day: { compared, madeUp } }: { day: LedgerDay }) {
  const { t } = useTranslation()
  const language = useLanguage()
  if (madeUp) return <Badge variant="light" color="grape">{t('ledger.madeUp')}</Badge>
  if (!compared) return <Text size="xs" c="dimmed">{t('ledger.notCompared')}</Text>
  return (
    <Badge variant="light" color={compared.differences === 0 ? 'teal' : 'red'} title={t('ledger.comparedAt', { at: formatFull(compared.at, language) })}>
      {compared.differences === 0 ? t('ledger.equal') : t('ledger.callsDiffer', { count: compared.differences })}
    </Badge>
  )
}
