import { Group, Kbd, Modal, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DESK_COMMANDS, SHORTCUTS } from './shortcuts.js'

export function ShortcutsHelp({ opened, close }: { opened: boolean; close: () => void }) {
  const { t } = useTranslation()
  const rows = [...DESK_COMMANDS.map((command) => ({ label: t(`shortcut.${command}`), keys: SHORTCUTS[command].shown })), { label: t('shortcut.save'), keys: ['Ctrl+Enter'] }]
  return (
    <Modal opened={opened} onClose={close} title={<Text fw={600}>{t('desk.shortcuts')}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Table>
        <Table.Tbody>
          {rows.map(({ label, keys }) => (
            <Table.Tr key={label}>
              <Table.Td>{label}</Table.Td>
              <Table.Td>
                <Group gap={6} justify="flex-end">
                  {keys.map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  )
}
