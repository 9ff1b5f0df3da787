import type { ApiKey, MadeApiKey } from '@app/contracts'
import { Alert, Anchor, Badge, Button, Code, CopyButton, Group, Modal, Stack, Table, Text } from '@mantine/core'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { dayOf, formatDay, formatFull } from '../format/moments.js'
import { formatCount } from '../format/numbers.js'
import { useLanguage } from '../i18n.js'
import { EmptyState, Loaded, LoadingRows } from '../shell/states.js'
import { ApiKeyForm } from './api-key-form.js'
import { useApiKeys, useRevokeApiKey } from './api-key-queries.js'

/** Keys by which other systems read figures: made, looked at, revoked. */
export function ApiKeysTab() {
  const { t } = useTranslation()
  const keys = useApiKeys()
  const [adding, setAdding] = useState(false)
  const [made, setMade] = useState<MadeApiKey | null>(null)
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Text size="sm" c="dimmed" maw={760}>
          {t('apiKeys.about')}{' '}
          <Anchor href="/api/v1/docs" target="_blank" size="sm" underline="always">
            {t('apiKeys.docs')}
          </Anchor>
        </Text>
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)} data-testid="api-key-new">
          {t('apiKeys.add')}
        </Button>
      </Group>
      {made && <ShownOnce made={made} close={() => setMade(null)} />}
      <Loaded query={keys} skeleton={<LoadingRows rows={4} />}>
        {(found) => (found.length === 0 ? <EmptyState icon={IconKey} text={t('apiKeys.none')} /> : <KeyTable keys={found} />)}
      </Loaded>
      <Modal opened={adding} onClose={() => setAdding(false)} size="lg" title={<Text fw={600}>{t('apiKeys.add')}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }} closeOnClickOutside={false}>
        <ApiKeyForm
          done={(key) => {
            setAdding(false)
            setMade(key)
          }}
        />
      </Modal>
    </Stack>
  )
}

function ShownOnce({ made, close }: { made: MadeApiKey; close: () => void }) {
  const { t } = useTranslation()
  return (
    <Alert color="yellow" icon={<IconKey aria-hidden />} withCloseButton closeButtonLabel={t('common.close')} onClose={close} data-testid="api-key-made">
      <Stack gap={6} align="flex-start">
        <Text size="sm">{t('apiKeys.once', { name: made.name })}</Text>
        <Group gap="sm">
          <Code fz="sm" data-testid="api-key">
            {made.key}
          </Code>
          <CopyButton value={made.key}>
            {({ copied, copy }) => (
              <Button size="compact-sm" variant="default" onClick={copy}>
                {t(copied ? 'apiKeys.copied' : 'apiKeys.copy')}
              </Button>
            )}
          </CopyButton>
        </Group>
      </Stack>
    </Alert>
  )
}

function KeyTable({ keys }: { keys: ApiKey[] }) {
  const { t } = useTranslation()
  return (
    <Table verticalSpacing={6} withTableBorder bg="var(--mantine-color-body)">
      <Table.Thead>
        <Table.Tr>
          {(['name', 'rights', 'limit', 'expires', 'used'] as const).map((column) => (
            <Table.Th key={column}>{t(`apiKeys.${column}`)}</Table.Th>
          ))}
          <Table.Th />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {keys.map((key) => (
          <KeyRow key={key.id} apiKey={key} />
        ))}
      </Table.Tbody>
    </Table>
  )
}

function KeyRow({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [sure, setSure] = useState(false)
  const revoke = useRevokeApiKey()
  const over = apiKey.expiresOn !== null && apiKey.expiresOn < dayOf(Date.now())
  return (
    <Table.Tr style={{ verticalAlign: 'top' }} data-testid="api-key-row" data-revoked={apiKey.revokedAt !== null}>
      <Table.Td>
        <Text size="sm" fw={500}>
          {apiKey.name}
        </Text>
        <Text size="xs" c="dimmed">
          <Code>{apiKey.begins}…</Code> · {t('apiKeys.madeBy', { name: apiKey.madeBy, at: formatFull(apiKey.madeAt, language) })}
        </Text>
      </Table.Td>
      <Table.Td maw={320}>
        <Text size="sm">{apiKey.rights.map((right) => t(`apiKeys.right.${right.replace('.', '-')}`)).join(', ')}</Text>
      </Table.Td>
      <Table.Td>{t('apiKeys.perMinute', { count: apiKey.perMinute })}</Table.Td>
      <Table.Td>
        {apiKey.expiresOn === null ? t('apiKeys.noEnd') : formatDay(`${apiKey.expiresOn}T05:00:00Z`, language)}{' '}
        {over && (
          <Badge size="sm" variant="light" color="orange">
            {t('apiKeys.over')}
          </Badge>
        )}
      </Table.Td>
      <Table.Td>
        <Text size="sm">{formatCount(apiKey.used, language)}</Text>
        <Text size="xs" c="dimmed">
          {apiKey.refused > 0 && `${t('apiKeys.refused', { refused: formatCount(apiKey.refused, language) })} · `}
          {apiKey.lastUsedAt === null ? t('apiKeys.never') : t('apiKeys.lastUsed', { at: formatFull(apiKey.lastUsedAt, language) })}
        </Text>
      </Table.Td>
      <Table.Td ta="right">
        {apiKey.revokedAt !== null ? (
          <Badge variant="light" color="gray">
            {t('apiKeys.revokedAt', { at: formatFull(apiKey.revokedAt, language) })}
          </Badge>
        ) : sure ? (
          <Group gap={6} justify="flex-end" wrap="nowrap">
            <Button size="compact-sm" color="red" loading={revoke.isPending} onClick={() => revoke.mutate(apiKey.id)} data-testid="api-key-revoke-yes">
              {t('apiKeys.revokeYes')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setSure(false)}>
              {t('apiKeys.revokeNo')}
            </Button>
          </Group>
        ) : (
          <Button size="compact-sm" variant="default" onClick={() => setSure(true)} aria-label={`${t('apiKeys.revoke')}: ${apiKey.name}`} data-testid="api-key-revoke">
            {t('apiKeys.revoke')}
          </Button>
        )}
        {revoke.error && (
          <Text size="xs" c="red" role="alert">
            {failureSentence(revoke.error, language)}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
