import type { FlowDetails, FlowVersionSummary } from '@app/contracts'
import type { FlowFile } from '@app/flow'
import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useBlocker } from 'react-router'
import { failureSentence } from '../api/refused-request.js'
import { useLanguage } from '../i18n.js'
import { flowVersionQuery } from './flow-queries.js'
import { ImportDialog } from './import-dialog.js'
import { NumbersDialog } from './numbers-dialog.js'
import { PublishDialog } from './publish-dialog.js'
import { StaleDraftDialog } from './stale-draft-dialog.js'
import { readFlow, type useFlowActions } from './use-flow-actions.js'
import { VersionsDrawer } from './versions-drawer.js'

export type FlowDialog = 'publish' | 'versions' | 'import' | 'discard' | 'numbers' | 'new'

interface Props {
  details: FlowDetails
  dialog: FlowDialog | null
  close: () => void
  actions: ReturnType<typeof useFlowActions>
  unsaved: boolean
  mayEdit: boolean
  go: (node: string | null) => void
  look: (version: FlowVersionSummary, flow: FlowFile) => void
  openFlow: (id: number) => void
}

/** Whatever stands over the editor and wants an answer. */
export function FlowDialogs({ details, dialog, close, actions, unsaved, mayEdit, go, look, openFlow }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const client = useQueryClient()
  const [unreadable, setUnreadable] = useState<string | null>(null)
  const lookAt = async (version: FlowVersionSummary) => {
    setUnreadable(null)
    try {
      const { definition } = await client.fetchQuery(flowVersionQuery(details.id, version.version))
      const flow = readFlow(definition)
      if (flow) look(version, flow)
      else setUnreadable(t('flows.diff.unreadable'))
    } catch (error) {
      setUnreadable(failureSentence(error, language))
    }
  }
  return (
    <>
      {dialog === 'publish' && actions.theirs === null && (
        <PublishDialog details={details} close={close} publish={(note) => void actions.publish(note).then((published) => published && close())} going={actions.going} error={actions.publishError} go={go} />
      )}
      {dialog === 'versions' && (
        <VersionsDrawer
          details={details}
          mayRollBack={mayEdit}
          close={close}
          look={(version) => void lookAt(version)}
          failure={unreadable}
          rollBack={{ start: (version, note) => actions.rollBack.start(version, note, close), pending: actions.rollBack.pending, error: actions.rollBack.error }}
        />
      )}
      {dialog === 'import' && (
        <ImportDialog
          unsaved={unsaved}
          close={() => {
            actions.importFile.reset()
            close()
          }}
          send={(file) => actions.importFile.start(file, close)}
          pending={actions.importFile.pending}
          error={actions.importFile.error}
        />
      )}
      {(dialog === 'numbers' || dialog === 'new') && <NumbersDialog details={details} fresh={dialog === 'new'} close={close} openFlow={openFlow} />}
      {dialog === 'discard' && (
        <Ask title={t('flows.discard.title')} text={t('flows.discard.about')} yes={t('flows.discard.confirm')} no={t('flows.cancel')} pending={actions.discard.pending} error={actions.discard.error} onYes={() => actions.discard.start(close)} onNo={close} testId="discard" />
      )}
      {actions.theirs && <StaleDraftDialog theirs={actions.theirs} openTheirs={actions.openTheirs} keepMine={actions.keepMine} close={actions.closeTheirs} pending={actions.saving} />}
      {mayEdit && <LeaveGuard unsaved={unsaved} />}
    </>
  )
}

/** Nobody leaves unsaved work by a click on another screen. */
function LeaveGuard({ unsaved }: { unsaved: boolean }) {
  const { t } = useTranslation()
  const blocker = useBlocker(({ currentLocation, nextLocation }) => unsaved && currentLocation.pathname !== nextLocation.pathname)
  if (blocker.state !== 'blocked') return null
  return <Ask title={t('flows.leave.title')} text={t('flows.leave.about')} yes={t('flows.leave.confirm')} no={t('flows.leave.stay')} pending={false} error={null} onYes={() => blocker.proceed()} onNo={() => blocker.reset()} testId="leave" />
}

function Ask({ title, text, yes, no, pending, error, onYes, onNo, testId }: { title: string; text: string; yes: string; no: string; pending: boolean; error: unknown; onYes: () => void; onNo: () => void; testId: string }) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <Modal opened onClose={onNo} size={500} title={<Text fw={600}>{title}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack data-testid={`${testId}-dialog`}>
        <Text size="sm">{text}</Text>
        {error !== null && error !== undefined && (
          <Alert color="red" role="alert" py="xs">
            {failureSentence(error, language)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onNo} disabled={pending} data-testid={`${testId}-no`}>
            {no}
          </Button>
          <Button color="red" loading={pending} onClick={onYes} data-testid={`${testId}-yes`}>
            {yes}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
