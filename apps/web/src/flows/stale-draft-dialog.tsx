import type { FlowDetails } from '@app/contracts'
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatFull } from '../format/moments.js'
import { useLanguage } from '../i18n.js'

/** Two people worked on the same draft: the person decides whose goes on. */
export function StaleDraftDialog({ theirs, openTheirs, keepMine, close, pending }: { theirs: FlowDetails; openTheirs: () => void; keepMine: () => void; close: () => void; pending: boolean }) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <Modal opened onClose={close} size={560} title={<Text fw={600}>{t('flows.stale.title')}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }} closeOnClickOutside={false}>
      <Stack data-testid="stale-draft">
        <Text size="sm">{theirs.draft ? t('flows.stale.about', { by: theirs.draft.by, at: formatFull(theirs.draft.at, language) }) : t('flows.stale.gone')}</Text>
        <Text size="sm">{t('flows.stale.choose')}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={openTheirs} disabled={pending} data-testid="stale-open-theirs">
            {t('flows.stale.openTheirs')}
          </Button>
          <Button onClick={keepMine} loading={pending} data-testid="stale-keep-mine">
            {t('flows.stale.keepMine')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
