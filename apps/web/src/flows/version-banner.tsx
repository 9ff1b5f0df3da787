import type { FlowVersionSummary } from '@app/contracts'
import { Badge, Button, Group, Text } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { formatFull } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { useAuthorName } from '../shell/use-author-name.js'

/** In place of the toolbar while an older version is looked at. */
export function VersionBanner({ version, back }: { version: FlowVersionSummary; back: () => void }) {
  const { t } = useTranslation()
  const authorName = useAuthorName()
  const language = useLanguage()
  return (
    <Group className="flow-toolbar" gap="sm" data-testid="looking-at" data-version={version.version}>
      <Button size="sm" variant="default" leftSection={<IconArrowLeft size={16} aria-hidden />} onClick={back} data-testid="looking-back">
        {t('flows.versions.back')}
      </Button>
      <Text fw={600}>{t('flows.versions.one', { version: version.version })}</Text>
      <Badge variant="light" color="gray">
        {t('flows.versions.readOnly')}
      </Badge>
      <Text size="sm" c="dimmed">
        {formatFull(version.at, language)} · {authorName(version.by)}
        {version.note && ` · ${version.note}`}
      </Text>
    </Group>
  )
}
