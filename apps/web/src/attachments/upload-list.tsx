import { ActionIcon, Alert, Group, Progress, Text } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { useLanguage } from '../i18n.js'
import type { Upload } from './use-uploads.js'

/** How far each file is, and why one is not taken. */
export function UploadList({ uploads, putAway }: { uploads: readonly Upload[]; putAway: (id: number) => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  return uploads.map(({ id, name, share, failure }) =>
    failure ? (
      <Alert key={id} color="red" py={6} role="alert" data-testid="upload-failure">
        <Group gap="xs" wrap="nowrap" justify="space-between" align="flex-start">
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            <strong>{name}</strong>
            {': '}
            {'megabytes' in failure ? t('attachments.tooLarge', { megabytes: failure.megabytes }) : failureSentence(failure.error, language)}
          </Text>
          <ActionIcon variant="subtle" color="red" size="sm" aria-label={t('common.close')} onClick={() => putAway(id)}>
            <IconX size={15} aria-hidden />
          </ActionIcon>
        </Group>
      </Alert>
    ) : (
      <div key={id} data-testid="upload" role="status">
        <Group gap="xs" justify="space-between" wrap="nowrap">
          <Text size="xs" truncate>
            {name}
          </Text>
          <Text size="xs" c="dimmed" style={{ flexShrink: 0 }}>
            {share < 1 ? t('attachments.sent', { percent: Math.floor(share * 100) }) : t('attachments.checking')}
          </Text>
        </Group>
        <Progress value={share * 100} size="sm" animated={share >= 1} aria-label={name} />
      </div>
    ),
  )
}
