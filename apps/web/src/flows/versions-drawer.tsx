import type { FlowDetails, FlowVersionSummary } from '@app/contracts'
import { Alert, Badge, Button, Card, Drawer, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { IconDownload, IconHistory } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { download } from '../api/download.js'
import { failureSentence } from '../api/refused-request.js'
import { formatFull } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { DownloadFailure } from '../shell/download-failure.js'
import { EmptyState, Loaded } from '../shell/states.js'
import { useAuthorName } from '../shell/use-author-name.js'
import { exportOf, useFlowVersion } from './flow-queries.js'
import { useFlowEditing } from './flow-editing.js'
import { DiffWith } from './publish-dialog.js'

interface Props {
  details: FlowDetails
  mayRollBack: boolean
  close: () => void
  look: (version: FlowVersionSummary) => void
  /** Why a version cannot be looked at. */
  failure: string | null
  rollBack: { start: (version: number, note: string) => void; pending: boolean; error: unknown }
}

/** Every version that was ever published: who, when, why; to look at, to compare, to bring back. */
export function VersionsDrawer({ details, mayRollBack, close, look, failure, rollBack }: Props) {
  const { t } = useTranslation()
  const authorName = useAuthorName()
  const language = useLanguage()
  const file = useMutation({ mutationFn: download })
  const [compared, compare] = useState<number | null>(null)
  const [returning, bringBack] = useState<FlowVersionSummary | null>(null)
  return (
    <Drawer opened onClose={close} closeOnEscape={compared === null && returning === null} position="right" size={500} title={<Text fw={600}>{t('flows.versions.title')}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {details.versions.length === 0 && <EmptyState icon={IconHistory} text={t('flows.versions.none')} />}
      <DownloadFailure error={file.error} close={file.reset} />
      {failure && (
        <Alert color="red" role="alert" py="xs" mb="xs">
          {failure}
        </Alert>
      )}
      <Stack gap="xs">
        {details.versions
          .toSorted((a, b) => b.version - a.version)
          .map((version) => (
            <Card key={version.version} withBorder p="sm" data-testid="version-row" data-version={version.version} data-current={version.current}>
              <Group justify="space-between" gap={6}>
                <Text fw={600} size="sm">
                  {t('flows.versions.one', { version: version.version })}
                </Text>
                {version.current && (
                  <Badge color="teal" variant="light">
                    {t('flows.versions.current')}
                  </Badge>
                )}
              </Group>
              <Text size="sm" c="dimmed">
                {formatFull(version.at, language)} · {authorName(version.by)}
              </Text>
              {version.rolledBackTo !== null && <Text size="sm">{t('flows.versions.rolledBack', { version: version.rolledBackTo })}</Text>}
              {version.note && (
                <Text size="sm" mt={2} style={{ overflowWrap: 'anywhere' }}>
                  {version.note}
                </Text>
              )}
              <Group gap={6} mt={8}>
                <Button size="compact-sm" variant="light" onClick={() => look(version)} data-testid="version-look">
                  {t('flows.versions.look')}
                </Button>
                <Button size="compact-sm" variant="light" onClick={() => compare(version.version)} data-testid="version-compare">
                  {t('flows.versions.compare')}
                </Button>
                {(['file', 'archive'] as const).map((form) => (
                  <Button key={form} size="compact-sm" variant="subtle" loading={file.isPending && file.variables === exportOf(details.id, version.version, form)} onClick={() => file.mutate(exportOf(details.id, version.version, form))} leftSection={<IconDownload size={14} aria-hidden />}>
                    {t(`flows.export.short.${form}`)}
                  </Button>
                ))}
                {mayRollBack && !version.current && (
                  <Button size="compact-sm" variant="light" color="orange" onClick={() => bringBack(version)} data-testid="version-roll-back">
                    {t('flows.versions.rollBack')}
                  </Button>
                )}
              </Group>
            </Card>
          ))}
      </Stack>
      {compared !== null && <CompareModal id={details.id} version={compared} close={() => compare(null)} />}
      {returning && <RollBackModal version={returning} close={() => bringBack(null)} {...rollBack} />}
    </Drawer>
  )
}

function CompareModal({ id, version, close }: { id: number; version: number; close: () => void }) {
  const { t } = useTranslation()
  const { flow } = useFlowEditing()
  const query = useFlowVersion(id, version)
  return (
    <Modal opened onClose={close} size={820} title={<Text fw={600}>{t('flows.versions.comparing', { version })}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Loaded query={query}>{({ definition }) => <DiffWith definition={definition} after={flow} />}</Loaded>
    </Modal>
  )
}

function RollBackModal({ version, close, start, pending, error }: { version: FlowVersionSummary; close: () => void } & Props['rollBack']) {
  const { t } = useTranslation()
  const authorName = useAuthorName()
  const language = useLanguage()
  const [note, setNote] = useState('')
  return (
    <Modal opened onClose={close} size={520} title={<Text fw={600}>{t('flows.versions.rollBackTitle', { version: version.version })}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }} closeOnClickOutside={false}>
      <Stack data-testid="roll-back-dialog">
        <Text size="sm">{t('flows.versions.rollBackAbout', { version: version.version, at: formatFull(version.at, language), by: authorName(version.by) })}</Text>
        <Textarea size="sm" label={t('flows.note')} maxLength={300} autosize minRows={2} value={note} onChange={(event) => setNote(event.currentTarget.value)} data-testid="roll-back-note" />
        {error !== null && error !== undefined && (
          <Alert color="red" role="alert" py="xs">
            {failureSentence(error, language)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} disabled={pending}>
            {t('flows.cancel')}
          </Button>
          <Button color="orange" loading={pending} onClick={() => start(version.version, note)} data-testid="roll-back-confirm">
            {t('flows.versions.rollBack')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
