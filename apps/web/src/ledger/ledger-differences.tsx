import type { Language, LedgerDifference, LedgerValue } from '@app/contracts'
import { Anchor, Table, Text } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { formatFull } from '../format/moments.js'
import { useLanguage } from '../i18n.js'

/** Call by call: what Asterisk wrote, and what stands in the database. */
export function LedgerDifferences({ differences }: { differences: LedgerDifference[] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <Table verticalSpacing={4} withTableBorder>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={150}>{t('ledger.call')}</Table.Th>
          <Table.Th w={150}>{t('ledger.arrivedAt')}</Table.Th>
          <Table.Th>{t('ledger.what')}</Table.Th>
          <Table.Th>{t('ledger.inJournal')}</Table.Th>
          <Table.Th>{t('ledger.inTable')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {differences.map((difference) => (
          <Table.Tr key={`${difference.callId} ${difference.kind}`} data-testid="ledger-difference" data-call={difference.callId} data-kind={difference.kind} style={{ verticalAlign: 'top' }}>
            <Table.Td>
              {difference.kind === 'not-stored' ? (
                <Text size="sm">{difference.callId}</Text>
              ) : (
                <Anchor component={Link} to={`/calls/${difference.callId}`} size="sm">
                  {difference.callId}
                </Anchor>
              )}
            </Table.Td>
            <Table.Td>{formatFull(difference.arrivedAt, language)}</Table.Td>
            {difference.kind === 'differs' ? (
              (['field', 'journal', 'stored'] as const).map((column) => (
                <Table.Td key={column}>
                  {difference.fields.map((part) => (
                    <Text key={part.field} size="sm">
                      {column === 'field' ? t(`ledger.field.${part.field}`) : valueText(part.field, part[column], language, t)}
                    </Text>
                  ))}
                </Table.Td>
              ))
            ) : (
              <Table.Td colSpan={3}>{t(`ledger.kind.${difference.kind}`)}</Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function valueText(field: string, value: LedgerValue, language: Language, t: TFunction): string {
  if (value === null) return t('ledger.nothing')
  if (typeof value === 'boolean') return t(value ? 'ledger.yes' : 'ledger.no')
  if (field === 'outcome') return t(`outcome.${value}`)
  if (field === 'queue') return t(`queue.${value}`, { defaultValue: String(value) })
  if (field.endsWith('At')) return `${new Date(String(value)).toISOString().slice(17, 19)}" ${formatFull(String(value), language)}`
  return String(value)
}
