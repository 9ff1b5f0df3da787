import { Group, Kbd, Modal, SimpleGrid, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DESK_COMMANDS, SHORTCUTS } from './shortcuts.js'

export function ShortcutsHelp({ opened, close }: { opened: boolean; close: () => void }) {
  const { t } = useTranslation()
  const rows = [...DESK_COMMANDS.map((command) => ({ label: t(`shortcut.${command}`), keys: SHORTCUTS[command].shown })), { label: t('shortcut.save'), keys: ['Ctrl+Enter'] }]
  // Beside each other: all of them fit on a desk's screen.
  const half = Math.ceil(rows.length / 2)
  return (
    <Modal opened={opened} onClose={close} size="xl" title={<Text fw={600}>{t('desk.shortcuts')}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl" style={{ alignItems: 'start' }}>
        {[rows.slice(0, half), rows.slice(half)].map((column, index) => (
          <Table key={index}>
            <Table.Tbody>
              {column.map(({ label, keys }) => (
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
        ))}
      </SimpleGrid>
    </Modal>
  )
}
