import type { Board } from '@app/contracts'
import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { failureSentence } from '../api/refused-request.js'
import { useLanguage } from '../i18n.js'
import { useDropBoard } from './board-queries.js'

/** A board that is gone cannot be brought back, so it is asked before. */
export function DropBoardDialog({ board, close }: { board: Board; close: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const navigate = useNavigate()
  const drop = useDropBoard()
  const gone = () => {
    close()
    void navigate('/boards')
  }
  return (
    <Modal opened onClose={close} title={<Text fw={600}>{t('boards.dropTitle', { name: board.name })}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack gap="sm">
        <Text size="sm">{t(board.shared ? 'boards.dropShared' : 'boards.dropOwn', { count: board.tiles.length })}</Text>
        {drop.error && (
          <Alert color="red" py="xs" role="alert">
            {failureSentence(drop.error, language)}
          </Alert>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={close} data-autofocus data-testid="board-drop-no">
            {t('boards.dropNo')}
          </Button>
          <Button color="red" loading={drop.isPending} onClick={() => drop.mutate(board.id, { onSuccess: gone })} data-testid="board-drop-yes">
            {t('boards.drop')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
