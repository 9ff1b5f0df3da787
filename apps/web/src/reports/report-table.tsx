import type { ReportColumn, ReportRow, ReportTable } from '@app/contracts'
import { Button, Center, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useLanguage } from '../i18n.js'
import { DefinedTitle } from './defined-title.js'
import { drillPath } from './drill-path.js'
import { formatCell, formatDifference, isNumeric } from './format-cell.js'
import { matchRows } from './match-rows.js'
import type { Period } from './periods.js'

/** More than that nobody reads at once, and drawing them takes long. */
const ROWS_AT_ONCE = 150
/** From then on closer together: the hours of a day fit side by side. */
const MANY_COLUMNS = 16

interface Props {
  table: ReportTable
  period: Period
  other: { table: ReportTable; title: string } | null
}

/** The figures as they are, to read with the keyboard and a screen reader; each opens what is behind it. */
export function ReportTableView({ table, period, other }: Props) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(ROWS_AT_ONCE)
  const beside = matchRows(table, other?.table)
  const many = table.columns.length > MANY_COLUMNS
  return (
    <>
      <Table.ScrollContainer minWidth={many ? 1040 : Math.min(1200, 90 + table.columns.length * 73)} className="report-scroll">
        <Table verticalSpacing={5} horizontalSpacing={many ? 4 : 8} highlightOnHover className="report-table" data-testid={`report-table-${table.key}`}>
          <Table.Caption className="heard-only">{table.title}</Table.Caption>
          <Table.Thead>
            <Table.Tr>
              {table.columns.map((column) => (
                <Table.Th key={column.key} ta={isNumeric(column.kind) ? 'right' : 'left'} scope="col">
                  <DefinedTitle title={column.title} metric={column.metric} />
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {table.rows.slice(0, shown).map((row, index) => (
              <Row key={row.key} table={table} row={row} beside={beside[index] ?? null} period={period} />
            ))}
          </Table.Tbody>
          {table.total && (
            <Table.Tfoot>
              <Row table={table} row={table.total} beside={other?.table.total ?? null} period={period} total />
            </Table.Tfoot>
          )}
        </Table>
      </Table.ScrollContainer>
      {shown < table.rows.length && (
        <Center py="xs" className="no-print">
          <Button size="compact-sm" variant="default" onClick={() => setShown((before) => before + ROWS_AT_ONCE)}>
            {t('reports.more', { left: table.rows.length - shown })}
          </Button>
        </Center>
      )}
    </>
  )
}

function Row({ table, row, beside, period, total = false }: { table: ReportTable; row: ReportRow; beside: ReportRow | null; period: Period; total?: boolean }) {
  const { t } = useTranslation()
  return (
    <Table.Tr data-testid={total ? `total-${table.key}` : `row-${table.key}`} data-key={row.key}>
      {table.columns.map((column, index) => {
        const numeric = isNumeric(column.kind)
        const cell = <Cell table={table} row={row} column={column} beside={beside} period={period} />
        return index === 0 && !numeric ? (
          <Table.Th key={column.key} scope="row" className="report-first">
            {total && (row.cells[column.key] ?? null) === null ? t('reports.total') : cell}
          </Table.Th>
        ) : (
          <Table.Td key={column.key} ta={numeric ? 'right' : 'left'}>
            {cell}
          </Table.Td>
        )
      })}
    </Table.Tr>
  )
}

function Cell({ table, row, column, beside, period }: { table: ReportTable; row: ReportRow; column: ReportColumn; beside: ReportRow | null; period: Period }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const value = row.cells[column.key] ?? null
  const text = formatCell(value, column.kind, language, t, true)
  const path = drillPath(table, row, column, period)
  const then = beside?.cells[column.key] ?? null
  const difference = formatDifference(value, then, column.kind, language, t)
  return (
    <>
      {path === null ? (
        text
      ) : (
        <Link to={path} className="figure-link" data-testid={`figure-${column.key}`} data-value={value ?? ''}>
          {text}
        </Link>
      )}
      {then !== null && isNumeric(column.kind) && (
        <Text size="xs" c="dimmed" lh={1.3} className="figure-before">
          {formatCell(then, column.kind, language, t, true)}
          {difference !== null && ` (${difference})`}
        </Text>
      )}
    </>
  )
}
