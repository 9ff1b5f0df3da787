import type { BatchResult, MassAct, TicketBatch } from '@app/contracts'
import { Alert, Button, CloseButton, Group, List, Text } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { formatTicketCode } from '../format/numbers.js'
import { useLanguage } from '../i18n.js'
import { useNow } from '../live/live-context.js'
import { useUndo } from './inbox-queries.js'

/** How a mass action went: how many, which were refused and why; and for as long as it can be taken back, the button that does. */
export function BatchOutcome({ batch, act, close }: { batch: TicketBatch; act: MassAct['act']; close: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  const undo = useUndo()
  const left = Math.ceil((Date.parse(batch.undoUntil) - now) / 1000)
  const refused = batch.results.filter(({ failure }) => failure !== null)
  const done = batch.results.length - refused.length
  const kept = undo.data?.filter(({ failure }) => failure !== null) ?? []
  return (
    <Alert color={refused.length > 0 || kept.length > 0 ? 'orange' : 'teal'} py="xs" mb="xs" role="status" style={{ position: 'sticky', top: 60, zIndex: 11 }} data-testid="batch-outcome" data-done={done} data-undone={undo.isSuccess}>
      <Group gap="xs" justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Text size="sm" fw={600}>
            {undo.isSuccess ? t('inbox.mass.undone', { count: undo.data.length - kept.length }) : t(`inbox.mass.done.${act}`, { count: done, all: batch.results.length })}
          </Text>
          {!undo.isSuccess && batch.incident !== null && <Text size="sm">{t('inbox.mass.incidentCode', { code: formatTicketCode(batch.incident) })}</Text>}
          {!undo.isSuccess && act === 'answer' && left > 0 && done > 0 && <Text size="sm">{t('inbox.mass.notSentYet')}</Text>}
          <Refusals results={undo.isSuccess ? kept : refused} />
          {undo.error && (
            <Text size="sm" c="red" role="alert">
              {failureSentence(undo.error, language)}
            </Text>
          )}
        </div>
        <Group gap={4} wrap="nowrap">
          {!undo.isSuccess && done > 0 && left > 0 && (
            <Button size="compact-sm" variant="filled" leftSection={<IconArrowBackUp size={15} aria-hidden />} loading={undo.isPending} onClick={() => undo.mutate(batch.id)} data-testid="batch-undo">
              {t('inbox.mass.undo', { seconds: left })}
            </Button>
          )}
          <CloseButton size="sm" aria-label={t('common.close')} onClick={close} />
        </Group>
      </Group>
    </Alert>
  )
}

function Refusals({ results }: { results: readonly BatchResult[] }) {
  const language = useLanguage()
  if (results.length === 0) return null
  return (
    <List size="sm">
      {results.map(({ code, failure }) => (
        <List.Item key={code} data-testid="batch-refused" data-code={code}>
          {`${formatTicketCode(code)}: ${failure?.message[language] ?? ''}`}
        </List.Item>
      ))}
    </List>
  )
}
