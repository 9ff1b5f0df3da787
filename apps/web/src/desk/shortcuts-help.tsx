import { Modal, SimpleGrid, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ShortcutTable } from '../shell/shortcut-table.js'
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
          <ShortcutTable key={index} rows={column} />
        ))}
      </SimpleGrid>
    </Modal>
  )
}
