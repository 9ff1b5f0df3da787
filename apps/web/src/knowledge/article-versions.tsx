import type { ArticleRecord, ArticleVersion } from '@app/contracts'
import { Alert, Button, Card, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { formatFull } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { ArticleChanges } from './article-changes.js'
import { useRollBackArticle, useWithdrawArticle, type Side } from './knowledge-queries.js'

/** Who published what and when; what changed; and back to an older one. */
export function ArticleVersions({ record, mayEdit }: { record: ArticleRecord; mayEdit: boolean }) {
  const { t } = useTranslation()
  const [compared, compare] = useState<[Side, Side] | null>(null)
  const [back, setBack] = useState<number | 'withdraw' | null>(null)
  const { versions, draft, key, version: current } = record
  return (
    <Card withBorder p="sm">
      <Stack gap="xs">
        <Text fw={600} size="sm">
          {t('knowledge.versions')}
        </Text>
        {draft && versions[0] && (
          <Button size="compact-sm" variant="light" onClick={() => compare([versions[0]?.version ?? 0, 'draft'])} data-testid="compare-draft">
            {t('knowledge.compareDraft')}
          </Button>
        )}
        {versions.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('knowledge.neverPublished')}
          </Text>
        )}
        {versions.map((version, index) => (
          <VersionRow key={version.version} version={version} before={versions[index + 1]?.version ?? null} mayEdit={mayEdit} compare={compare} rollBack={() => setBack(version.version)} />
        ))}
        {mayEdit && current !== null && (
          <Button size="compact-sm" variant="subtle" color="red.9" onClick={() => setBack('withdraw')} data-testid="article-withdraw">
            {t('knowledge.withdraw')}
          </Button>
        )}
      </Stack>
      <Modal opened={compared !== null} onClose={() => compare(null)} size={760} title={<Text fw={600}>{t('knowledge.changes')}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }}>
        {compared && <ArticleChanges articleKey={key} from={compared[0]} to={compared[1]} />}
      </Modal>
      <Modal opened={back !== null} onClose={() => setBack(null)} title={<Text fw={600}>{back === 'withdraw' ? t('knowledge.withdraw') : t('knowledge.rollBackTo', { version: back })}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }}>
        {back !== null && <BackForm articleKey={key} back={back} done={() => setBack(null)} />}
      </Modal>
    </Card>
  )
}

function VersionRow({ version: { version, deed, note, at, by, rolledBackTo, isCurrent }, before, mayEdit, compare, rollBack }: { version: ArticleVersion; before: number | null; mayEdit: boolean; compare: (sides: [Side, Side]) => void; rollBack: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <div data-testid="article-version" data-version={version} data-current={isCurrent}>
      <Text size="sm" fw={isCurrent ? 600 : undefined}>
        {t(`knowledge.deed.${deed}`, { version, to: rolledBackTo ?? '' })}
        {isCurrent && ` · ${t('knowledge.current')}`}
      </Text>
      <Text size="xs" c="dimmed">
        {by === 'system' ? t('knowledge.bySystem') : by} · {formatFull(at, language)}
      </Text>
      {note !== '' && (
        <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
          {note}
        </Text>
      )}
      <Group gap={6} mt={2}>
        {before !== null && (
          <Button size="compact-xs" variant="default" onClick={() => compare([before, version])} data-testid={`compare-${version}`}>
            {t('knowledge.whatChanged')}
          </Button>
        )}
        {mayEdit && !isCurrent && deed !== 'withdrawn' && (
          <Button size="compact-xs" variant="default" onClick={rollBack} data-testid={`roll-back-${version}`}>
            {t('knowledge.rollBack')}
          </Button>
        )}
      </Group>
    </div>
  )
}

function BackForm({ articleKey, back, done }: { articleKey: string; back: number | 'withdraw'; done: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const rollBack = useRollBackArticle(articleKey)
  const withdraw = useWithdrawArticle(articleKey)
  const [note, setNote] = useState('')
  const error = rollBack.error ?? withdraw.error
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (back === 'withdraw') withdraw.mutate({ note }, { onSuccess: done })
        else rollBack.mutate({ version: back, note }, { onSuccess: done })
      }}
    >
      <Stack gap="sm">
        <Text size="sm">{t(back === 'withdraw' ? 'knowledge.withdrawAbout' : 'knowledge.rollBackAbout')}</Text>
        <TextInput label={t('knowledge.note')} maxLength={300} value={note} onChange={(event) => setNote(event.currentTarget.value)} data-autofocus data-testid="back-note" />
        {error && (
          <Alert color="red" py="xs" role="alert" data-testid="back-failure">
            {failureSentence(error, language)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button type="submit" color={back === 'withdraw' ? 'red.8' : undefined} loading={rollBack.isPending || withdraw.isPending} data-testid="back-confirm">
            {t(back === 'withdraw' ? 'knowledge.withdraw' : 'knowledge.rollBack')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
