import { Group, Kbd, Table } from '@mantine/core'

type Props = { rows: readonly { label: string; keys: readonly string[] }[]; 'data-testid'?: string }

/** What can be done, and by which keys. */
export function ShortcutTable({ rows, 'data-testid': testId }: Props) {
  return (
    <Table data-testid={testId}>
      <Table.Tbody>
        {rows.map(({ label, keys }) => (
          <Table.Tr key={label}>
            <Table.Td>{label}</Table.Td>
            <Table.Td>
              <Group gap={6} justify="flex-end" wrap="nowrap">
                {keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </Group>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
