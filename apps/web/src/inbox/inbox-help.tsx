import { Group, Kbd, Modal, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { INBOX_COMMANDS, INBOX_SHORTCUTS } from './inbox-shortcuts.js'

export function InboxHelp({ opened, close }: { opened: boolean; close: () => void }) {
  const { t } = useTranslation()
  const rows = [...INBOX_COMMANDS.map((command) => ({ label: t(`inbox.shortcut.${command}`), keys: INBOX_SHORTCUTS[command].shown })), { label: t('inbox.shortcut.send'), keys: ['Ctrl+Enter'] }]
  return (
    <Modal opened={opened} onClose={close} title={<Text fw={600}>{t('inbox.shortcuts')}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Table data-testid="inbox-help">
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
    </Modal>
  )
}
