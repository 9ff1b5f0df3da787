import { FlowFile } from '@app/flow'
import type { FlowDetails } from '@app/contracts'
import { Alert, Button, Group, Modal, Progress, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { useLanguage } from '../i18n.js'
import { Loaded, LoadingRows } from '../shell/states.js'
import { DiffView } from './diff-view.js'
import { FindingsPanel } from './findings-panel.js'
import { useFlowEditing } from './flow-editing.js'
import { useFlowVersion } from './flow-queries.js'

interface Props {
  details: FlowDetails
  close: () => void
  /** Saves what is unsaved, then publishes it. */
  publish: (note: string) => void
  going: 'saving' | 'publishing' | null
  error: unknown
  go: (node: string | null) => void
}

/** The last look before callers hear it: what is wrong, what changes, a word on why. */
export function PublishDialog({ details, close, publish, going, error, go }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { flow, checked } = useFlowEditing()
  const [note, setNote] = useState('')
  const published = useFlowVersion(details.id, details.published?.version ?? null)
  const faulty = checked.faults.length > 0
  return (
    <Modal opened onClose={close} size={820} title={<Text fw={600}>{t('flows.publish.title')}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }} closeOnClickOutside={false} closeOnEscape={going === null} withCloseButton={going === null}>
      <Stack data-testid="publish-dialog">
        {faulty && <Text size="sm">{t('flows.publish.faulty')}</Text>}
        {(faulty || checked.warnings.length > 0) && <FindingsPanel go={go} />}
        {!faulty && (
          <>
            <Text size="sm" fw={600}>
              {details.published ? t('flows.publish.changes', { version: details.published.version }) : t('flows.publish.first')}
            </Text>
            {details.published && (
              <div style={{ maxHeight: '42vh', overflow: 'auto' }}>
                <Loaded query={published} skeleton={<LoadingRows rows={3} />}>
                  {({ definition }) => <DiffWith definition={definition} after={flow} />}
                </Loaded>
              </div>
            )}
            <Textarea size="sm" label={t('flows.note')} description={t('flows.publish.noteHint')} maxLength={300} autosize minRows={2} value={note} onChange={(event) => setNote(event.currentTarget.value)} disabled={going !== null} data-testid="publish-note" />
          </>
        )}
        {going !== null && (
          <div role="status" data-testid="publish-progress">
            <Text size="sm" mb={4}>
              {t(`flows.publish.${going}`)}
            </Text>
            <Progress value={100} animated striped aria-label={t(`flows.publish.${going}`)} />
          </div>
        )}
        {error !== null && error !== undefined && (
          <Alert color="red" role="alert" py="xs" data-testid="publish-failure">
            {failureSentence(error, language)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} disabled={going !== null}>
            {t(faulty ? 'flows.publish.back' : 'flows.cancel')}
          </Button>
          {!faulty && (
            <Button onClick={() => publish(note)} loading={going !== null} data-testid="publish-confirm">
              {t('flows.publish.confirm')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}

/** Against a version as it was stored. */
export function DiffWith({ definition, after }: { definition: unknown; after: FlowFile }) {
  const { t } = useTranslation()
  const before = FlowFile.safeParse(definition)
  return before.success ? <DiffView before={before.data} after={after} /> : <Text size="sm">{t('flows.diff.unreadable')}</Text>
}
