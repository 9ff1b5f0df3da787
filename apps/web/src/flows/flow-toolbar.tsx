import { EVERY_OTHER, type FlowDetails, type FlowSummary } from '@app/contracts'
import { FLOW_NODE_KINDS, type FlowNodeKind } from '@app/flow'
import { ActionIcon, Badge, Button, Group, Menu, Select, Text, Title, Tooltip } from '@mantine/core'
import { IconArrowBackUp, IconArrowForwardUp, IconChevronDown, IconDeviceFloppy, IconDots, IconDownload, IconHistory, IconLayoutDistributeHorizontal, IconPhone, IconPlus, IconRocket, IconTrash, IconUpload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { download } from '../api/download.js'
import { formatMoment } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { useNow } from '../live/live-context.js'
import { DownloadFailure } from '../shell/download-failure.js'
import { useAuthorName } from '../shell/use-author-name.js'
import type { FlowDialog } from './flow-dialogs.js'
import { useFlowEditing } from './flow-editing.js'
import { exportOf } from './flow-queries.js'
import { KindIcon } from './kind-icon.js'

interface Props {
  details: FlowDetails
  flows: readonly FlowSummary[]
  openFlow: (id: number) => void
  unsaved: boolean
  saving: boolean
  history: { canUndo: boolean; canRedo: boolean; undo: () => void; redo: () => void }
  addNode: (kind: FlowNodeKind) => void
  arrange: () => void
  save: () => void
  show: (dialog: FlowDialog) => void
}

/** What concerns the flow as a whole. */
export function FlowToolbar({ details, flows, openFlow, unsaved, saving, history, addNode, arrange, save, show }: Props) {
  const { t } = useTranslation()
  const { editable, checked } = useFlowEditing()
  const file = useMutation({ mutationFn: download })
  const faults = checked.faults.length
  return (
    <Group className="flow-toolbar" gap={8} wrap="wrap">
      {flows.length > 1 ? (
        <Select size="sm" w={200} aria-label={t('flows.which')} allowDeselect={false} data={flows.map(({ id, name, numbers }) => ({ value: String(id), label: `${name} · ${numbers.filter((number) => number !== EVERY_OTHER).join(', ')}` }))} value={String(details.id)} onChange={(id) => id && openFlow(Number(id))} data-testid="flow-which" />
      ) : (
        <Title order={1} fz={17} lh={1.5}>
          {t('flows.title', { name: details.name })}
        </Title>
      )}
      <FlowStatus details={details} unsaved={unsaved} />
      <Group gap={6} ml="auto" wrap="wrap">
        {editable && (
          <>
            <ToolButton label={t('flows.undo')} icon={<IconArrowBackUp size={18} aria-hidden />} disabled={!history.canUndo} onClick={history.undo} testId="flow-undo" />
            <ToolButton label={t('flows.redo')} icon={<IconArrowForwardUp size={18} aria-hidden />} disabled={!history.canRedo} onClick={history.redo} testId="flow-redo" />
            <ToolButton label={t('flows.arrange')} icon={<IconLayoutDistributeHorizontal size={18} aria-hidden />} disabled={false} onClick={arrange} testId="flow-arrange" />
            <AddNodeMenu add={addNode} />
          </>
        )}
        <Button size="sm" variant="default" leftSection={<IconHistory size={16} aria-hidden />} onClick={() => show('versions')} data-testid="flow-versions">
          {t('flows.versions.title')}
        </Button>
        {editable && (
          <>
            <Button size="sm" variant="default" leftSection={<IconDeviceFloppy size={16} aria-hidden />} onClick={save} loading={saving} disabled={!unsaved} title={t('flows.saveKey')} data-testid="flow-save">
              {t('flows.save')}
            </Button>
            <Button
              size="sm"
              leftSection={<IconRocket size={16} aria-hidden />}
              onClick={() => show('publish')}
              disabled={!unsaved && details.draft === null}
              rightSection={
                faults > 0 && (
                  <Badge color="red" size="sm" circle={faults < 10} aria-label={t('flows.faults', { count: faults })}>
                    {faults}
                  </Badge>
                )
              }
              data-testid="flow-publish"
            >
              {t('flows.publish.button')}
            </Button>
          </>
        )}
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="default" size={34} aria-label={t('flows.more')} data-testid="flow-more">
              <IconDots size={18} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {editable && (
              <>
                <Menu.Item leftSection={<IconPhone size={16} aria-hidden />} onClick={() => show('numbers')} data-testid="flow-numbers">
                  {t('flows.numbers.title')}
                </Menu.Item>
                <Menu.Item leftSection={<IconPlus size={16} aria-hidden />} onClick={() => show('new')} data-testid="flow-new">
                  {t('flows.numbers.new')}
                </Menu.Item>
              </>
            )}
            {editable && details.draft && <Exports id={details.id} version={null} keep={file.mutate} />}
            {details.published && <Exports id={details.id} version={details.published.version} keep={file.mutate} />}
            {editable && (
              <Menu.Item leftSection={<IconUpload size={16} aria-hidden />} onClick={() => show('import')} data-testid="flow-import">
                {t('flows.import.title')}
              </Menu.Item>
            )}
            {editable && (details.draft !== null || unsaved) && details.published && (
              <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => show('discard')} data-testid="flow-discard">
                {t('flows.discard.title')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      </Group>
      <DownloadFailure error={file.error} close={file.reset} />
    </Group>
  )
}

function FlowStatus({ details: { published, draft }, unsaved }: { details: FlowDetails; unsaved: boolean }) {
  const { t } = useTranslation()
  const authorName = useAuthorName()
  const language = useLanguage()
  const now = useNow()
  const { editable } = useFlowEditing()
  const state = unsaved ? 'unsaved' : draft ? 'draft' : 'published'
  return (
    <Group gap={8} data-testid="flow-status" data-state={state} data-version={published?.version ?? 0}>
      <Badge variant="light" color={unsaved ? 'orange' : draft ? 'blue' : 'teal'}>
        {t(`flows.status.${state}`)}
      </Badge>
      <Text size="xs" c="dimmed">
        {!editable && draft === null && published === null && t('flows.readOnly')}
        {state !== 'published' && draft && t('flows.status.draftBy', { at: formatMoment(draft.at, language, now), by: draft.by })}
        {state === 'published' && published && t('flows.status.publishedBy', { version: published.version, at: formatMoment(published.at, language, now), by: authorName(published.by) })}
      </Text>
    </Group>
  )
}

function AddNodeMenu({ add }: { add: (kind: FlowNodeKind) => void }) {
  const { t } = useTranslation()
  return (
    <Menu position="bottom-start" width={330} returnFocus={false}>
      <Menu.Target>
        <Button size="sm" variant="light" leftSection={<IconPlus size={16} aria-hidden />} rightSection={<IconChevronDown size={14} aria-hidden />} data-testid="flow-add">
          {t('flows.addNode')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="75vh" style={{ overflowY: 'auto' }}>
        {FLOW_NODE_KINDS.map((kind) => (
          <Menu.Item key={kind} leftSection={<KindIcon kind={kind} size={18} />} onClick={() => add(kind)} data-testid={`flow-add-${kind}`}>
            <Text size="sm" fw={500}>
              {t(`flows.kind.${kind}`)}
            </Text>
            <Text size="xs" c="dimmed">
              {t(`flows.kindHint.${kind}`)}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

const ToolButton = ({ label, icon, disabled, onClick, testId }: { label: string; icon: ReactNode; disabled: boolean; onClick: () => void; testId: string }) => (
  <Tooltip label={label}>
    <ActionIcon variant="default" size={34} disabled={disabled} onClick={onClick} aria-label={label} data-testid={testId}>
      {icon}
    </ActionIcon>
  </Tooltip>
)

/** A flow as a file, and with the recordings of its prompts; `version` null: the draft. */
function Exports({ id, version, keep }: { id: number; version: number | null; keep: (path: string) => void }) {
  const { t } = useTranslation()
  const what = version === null ? 'draft' : 'published'
  return (['file', 'archive'] as const).map((form) => (
    <Menu.Item key={form} onClick={() => keep(exportOf(id, version, form))} leftSection={<IconDownload size={16} aria-hidden />} data-testid={`flow-export-${what}-${form}`}>
      {t(`flows.export.${what}.${form}`)}
    </Menu.Item>
  ))
}
