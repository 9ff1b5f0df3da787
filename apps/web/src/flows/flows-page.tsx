import type { FlowDetails, FlowSummary } from '@app/contracts'
import { checkFlow } from '@app/flow'
import { Alert, Button, Group, List, Stack, Text } from '@mantine/core'
import { IconRoute } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { useLanguage } from '../i18n.js'
import { useSession } from '../session/session-context.js'
import { EmptyState, Loaded, LoadingRows } from '../shell/states.js'
import { FlowEditor } from './flow-editor.js'
import { useFlow, useFlowRequests, useFlows } from './flow-queries.js'
import { ImportDialog } from './import-dialog.js'
import { readFlow } from './use-flow-actions.js'

/** The flows of the dialled numbers: an administrator edits them, others look. */
export function FlowsPage() {
  const { t } = useTranslation()
  const flows = useFlows()
  const { id } = useParams()
  const navigate = useNavigate()
  const open = (next: number) => void navigate(`/flows/${next}`)
  if (flows.data === undefined) return <Framed>{<Loaded query={flows} skeleton={<LoadingRows rows={8} height={60} />}>{() => null}</Loaded>}</Framed>
  const chosen = id === undefined ? flows.data[0] : flows.data.find((flow) => String(flow.id) === id)
  if (!chosen) return <Framed>{<EmptyState icon={IconRoute} text={t(flows.data.length === 0 ? 'flows.none' : 'shell.notFound')} />}</Framed>
  return <OneFlow key={chosen.id} id={chosen.id} flows={flows.data} open={open} />
}

const Framed = ({ children }: { children: ReactNode }) => <main className="page">{children}</main>

function OneFlow({ id, flows, open }: { id: number; flows: readonly FlowSummary[]; open: (id: number) => void }) {
  const mayEdit = useSession().role === 'admin'
  const details = useFlow(id)
  if (details.data === undefined) return <Framed>{<Loaded query={details} skeleton={<LoadingRows rows={8} height={60} />}>{() => null}</Loaded>}</Framed>
  const opened = readFlow(details.data.definition)
  if (!opened) return <Framed>{<UnreadableDraft details={details.data} mayEdit={mayEdit} />}</Framed>
  const { draft, published } = details.data
  // Who only looks always sees what is stored now; who edits is asked first.
  const key = mayEdit ? 'edited' : `${draft?.revision}-${published?.version}`
  return <FlowEditor key={key} details={details.data} opened={opened} flows={flows} openFlow={open} mayEdit={mayEdit} />
}

/** A stored draft that is no flow at all (or none yet) cannot be drawn: it can be replaced or thrown away. */
function UnreadableDraft({ details, mayEdit }: { details: FlowDetails; mayEdit: boolean }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { importFile, discard } = useFlowRequests(details.id)
  const [importing, setImporting] = useState(false)
  const faults = details.definition === null ? [] : checkFlow(details.definition, { queues: [] }).faults
  return (
    <Stack>
      <Alert color="yellow" title={t('flows.unreadable')} data-testid="flow-unreadable">
        <List size="sm">
          {faults.map((finding, index) => (
            <List.Item key={index}>{finding.message[language]}</List.Item>
          ))}
        </List>
        {!mayEdit && <Text size="sm">{t('flows.unreadableReader')}</Text>}
      </Alert>
      {mayEdit && (
        <Group>
          <Button onClick={() => setImporting(true)}>{t('flows.import.title')}</Button>
          {details.draft && details.published && (
            <Button variant="default" color="red" loading={discard.isPending} onClick={() => discard.mutate()}>
              {t('flows.discard.title')}
            </Button>
          )}
        </Group>
      )}
      {importing && <ImportDialog unsaved={false} close={() => setImporting(false)} send={(file) => importFile.mutate(file)} pending={importFile.isPending} error={importFile.error} />}
    </Stack>
  )
}
