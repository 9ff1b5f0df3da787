import type { RoutingDetails, RoutingVersionSummary, RoutingWorld } from '@app/contracts'
import { Alert, Badge, Button, Card, Drawer, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { formatFull } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { EmptyState, Loaded } from '../shell/states.js'
import { useAuthorName } from '../shell/use-author-name.js'
import { RulesDiff } from './publish-rules-dialog.js'
import { useRoutingRequests, useRoutingVersion } from './routing-queries.js'

/** Every version that was ever published: who, when, why; to compare, to bring back. */
export function RuleVersionsDrawer({ details, world, mayEdit, close }: { details: RoutingDetails; world: RoutingWorld; mayEdit: boolean; close: () => void }) {
  const { t } = useTranslation()
  const authorName = useAuthorName()
  const language = useLanguage()
  const [opened, open] = useState<{ version: RoutingVersionSummary; rollBack: boolean } | null>(null)
  return (
    <Drawer opened onClose={close} closeOnEscape={opened === null} position="right" size={460} title={<Text fw={600}>{t('routing.versions.title')}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {details.versions.length === 0 && <EmptyState icon={IconHistory} text={t('routing.versions.none')} />}
      <Stack gap="xs">
        {details.versions.map((version) => (
          <Card key={version.version} withBorder p="sm" data-testid="rules-version" data-version={version.version}>
            <Group justify="space-between" gap={6}>
              <Text fw={600} size="sm">
                {t('routing.versions.one', { version: version.version, rules: version.rules })}
              </Text>
              {version.current && (
                <Badge color="teal" variant="light">
                  {t('routing.versions.current')}
                </Badge>
              )}
            </Group>
            <Text size="sm" c="dimmed">
              {formatFull(version.at, language)} · {authorName(version.by)}
            </Text>
            {version.rolledBackTo !== null && <Text size="sm">{t('routing.versions.rolledBack', { version: version.rolledBackTo })}</Text>}
            {version.note && (
              <Text size="sm" mt={2} style={{ overflowWrap: 'anywhere' }}>
                {version.note}
              </Text>
            )}
            {!version.current && (
              <Group gap={6} mt={8}>
                <Button size="compact-sm" variant="light" onClick={() => open({ version, rollBack: false })} data-testid="version-compare">
                  {t('routing.versions.compare')}
                </Button>
                {mayEdit && (
                  <Button size="compact-sm" variant="light" color="orange" onClick={() => open({ version, rollBack: true })} data-testid="version-roll-back">
                    {t('routing.versions.rollBack')}
                  </Button>
                )}
              </Group>
            )}
          </Card>
        ))}
      </Stack>
      {opened && <VersionModal {...opened} details={details} world={world} close={() => open(null)} />}
    </Drawer>
  )
}

/** What a version would change of the rules in force; and the way back to it. */
function VersionModal({ version: { version }, rollBack, details, world, close }: { version: RoutingVersionSummary; rollBack: boolean; details: RoutingDetails; world: RoutingWorld; close: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const query = useRoutingVersion(version)
  const requests = useRoutingRequests()
  const [note, setNote] = useState('')
  return (
    <Modal opened onClose={close} size={820} title={<Text fw={600}>{t(rollBack ? 'routing.versions.rollBackTitle' : 'routing.versions.comparing', { version })}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }} closeOnClickOutside={false}>
      <Stack data-testid="rules-version-dialog">
        <Text size="sm">{t('routing.versions.would', { version, current: details.published?.version ?? '–' })}</Text>
        <Loaded query={query}>{({ definition }) => <RulesDiff before={details.publishedDefinition.rules} after={definition.rules} world={world} />}</Loaded>
        {rollBack && (
          <>
            <Textarea size="sm" label={t('routing.note')} maxLength={300} autosize minRows={2} value={note} onChange={(event) => setNote(event.currentTarget.value)} data-testid="roll-back-note" />
            {requests.rollBack.error && (
              <Alert color="red" role="alert" py="xs">
                {failureSentence(requests.rollBack.error, language)}
              </Alert>
            )}
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {t('routing.cancel')}
              </Button>
              <Button color="orange" loading={requests.rollBack.isPending} onClick={() => requests.rollBack.mutate({ version, note }, { onSuccess: close })} data-testid="roll-back-confirm">
                {t('routing.versions.rollBack')}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Modal>
  )
}
