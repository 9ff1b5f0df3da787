import { Modal, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ShortcutTable } from '../shell/shortcut-table.js'
import { INBOX_COMMANDS, INBOX_SHORTCUTS } from './inbox-shortcuts.js'

export function InboxHelp({ opened, close }: { opened: boolean; close: () => void }) {
  const { t } = useTranslation()
  const rows = [...INBOX_COMMANDS.map((command) => ({ label: t(`inbox.shortcut.${command}`), keys: INBOX_SHORTCUTS[command].shown })), { label: t('inbox.shortcut.send'), keys: ['Ctrl+Enter'] }]
  return (
    <Modal opened={opened} onClose={close} title={<Text fw={600}>{t('inbox.shortcuts')}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <ShortcutTable rows={rows} data-testid="inbox-help" />
    </Modal>
  )
}
