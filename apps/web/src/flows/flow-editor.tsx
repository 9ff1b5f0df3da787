import type { FlowDetails, FlowSummary, FlowVersionSummary } from '@app/contracts'
import { checkFlow, type FlowFile, type FlowFinding, type FlowNodeKind } from '@app/flow'
import { Alert, Badge, Button, Group, Tabs } from '@mantine/core'
import { ReactFlowProvider, useReactFlow } from '@xyflow/react'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { useLanguage } from '../i18n.js'
import { arrange, CARD_WIDTH } from './arrange.js'
import { addNode, freeNodeName, placeNodes, type Place } from './edit-flow.js'
import { FindingsPanel } from './findings-panel.js'
import { nodeOfFinding } from './finding-words.js'
import { FlowDialogs, type FlowDialog } from './flow-dialogs.js'
import { FlowEditingContext, type FlowEditing } from './flow-editing.js'
import { FlowGraph } from './flow-graph.js'
import { FlowToolbar } from './flow-toolbar.js'
import { FiguresPanel } from './figures-panel.js'
import { useFlowFigures, useFlowWorld } from './flow-queries.js'
import { useFlowWords } from './flow-words.js'
import { NodePanel } from './node-panel.js'
import { nodeNow, waysOf, type TriedCall } from './try-flow.js'
import { TryPanel } from './try-panel.js'
import { useTrialCall } from './use-trial-call.js'
import { useFlowActions } from './use-flow-actions.js'
import { useFlowHistory } from './use-flow-history.js'
import { useFlowKeys } from './use-flow-keys.js'
import { worldIn } from './world-in.js'
import { VersionBanner } from './version-banner.js'

interface Props {
  details: FlowDetails
  opened: FlowFile
  flows: readonly FlowSummary[]
  openFlow: (id: number) => void
  mayEdit: boolean
}

export const FlowEditor = (props: Props) => (
  <ReactFlowProvider>
    <Editor {...props} />
  </ReactFlowProvider>
)

const SIDES = ['node', 'findings', 'try', 'figures'] as const
type Side = (typeof SIDES)[number]

function Editor({ details, opened, flows, openFlow, mayEdit }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const graph = useReactFlow()
  const history = useFlowHistory(opened)
  const actions = useFlowActions(details, history)
  const [looked, look] = useState<{ version: FlowVersionSummary; flow: FlowFile } | null>(null)
  const [selected, setSelected] = useState<string | null>(null)
  const [fresh, setFresh] = useState<string | null>(null)
  const [side, setSide] = useState<Side>('node')
  const [dialog, show] = useState<FlowDialog | null>(null)
  const [call, setCall] = useState<TriedCall | null>(null)
  const flow = looked?.flow ?? history.flow
  const editable = mayEdit && looked === null
  const trialSound = useRef<HTMLAudioElement>(null)
  const trial = useTrialCall(details.id, flow, trialSound)
  const words = useFlowWords(flow)
  const [days, setDays] = useState(30)
  const figuresQuery = useFlowFigures(details.id, side === 'figures' ? (looked?.version.version ?? details.published?.version ?? null) : null, days)
  const figures = side === 'figures' ? (figuresQuery.data ?? null) : null
  const known = useFlowWorld().data
  const world = useMemo(() => ({ ...worldIn(flow), ...known }), [known, flow])
  const checked = useMemo(() => checkFlow(flow, world), [flow, world])
  const findings = useMemo(() => byNode(flow, checked), [flow, checked])
  const tried = useMemo(() => (side === 'try' && call ? { ways: new Set(waysOf(call).map(([from, to]) => `${from}>${to}`)), node: nodeNow(call) } : NOTHING_TRIED), [side, call])
  useFlowKeys({ save: actions.save, undo: () => history.dispatch({ type: 'undo' }), redo: () => history.dispatch({ type: 'redo' }) }, editable && dialog === null && actions.theirs === null, history.unsaved)

  const centreAt = ({ x, y }: Place, height: number) => void graph.setCenter(x + CARD_WIDTH / 2, y + height / 2, { zoom: Math.max(graph.getZoom(), 0.7), duration: 250 })
  const centre = (name: string) => {
    const node = graph.getNode(name)
    if (node) centreAt(node.position, node.measured?.height ?? 130)
  }
  const select = (name: string | null) => {
    setSelected(name)
    if (name !== null) setSide('node')
  }
  const go = (name: string | null) => {
    show(null)
    select(name)
    if (name === null) setSide('node')
    else centre(name)
  }
  const follow = (next: TriedCall | null) => {
    setCall(next)
    const at = next && nodeNow(next)
    if (at) centre(at)
  }
  const middleOfView = (): Place => {
    const view = document.querySelector('.flow-graph')?.getBoundingClientRect()
    const { x, y } = graph.screenToFlowPosition({ x: (view?.left ?? 0) + (view?.width ?? 0) / 2, y: (view?.top ?? 0) + (view?.height ?? 0) / 2 })
    return { x: Math.round(x - CARD_WIDTH / 2), y: Math.round(y - 60) }
  }
  const add = (kind: FlowNodeKind) => {
    const title = t(`flows.kind.${kind}`)
    const name = freeNodeName(flow, title)
    const after = (before: FlowFile) => addNode(before, { kind, name, title, queue: world.queues[0] ?? '', ...(before.layout && { places: withPlace(before, name, selected, middleOfView()) }) })
    history.dispatch({ type: 'edit', change: after, about: null })
    const at = arrange(after(flow)).places[name]
    select(name)
    setFresh(name)
    if (at) centreAt(at, 130)
  }
  const editing: FlowEditing = {
    flow,
    editable,
    mayHear: mayEdit,
    edit: (change, about) => editable && history.dispatch({ type: 'edit', change, about: about ?? null }),
    selected,
    select,
    fresh,
    checked,
    findings,
    world,
    words,
    figures,
    tried,
  }
  const found = checked.faults.length + checked.warnings.length
  return (
    <FlowEditingContext value={editing}>
      <div className="flow-editor" data-testid="flow-editor" data-flow={details.id} data-faults={checked.faults.length}>
        {looked ? (
          <VersionBanner version={looked.version} back={() => look(null)} />
        ) : (
          <FlowToolbar
            details={details}
            flows={flows}
            openFlow={openFlow}
            unsaved={history.unsaved}
            saving={actions.saving}
            history={{ canUndo: history.canUndo, canRedo: history.canRedo, undo: () => history.dispatch({ type: 'undo' }), redo: () => history.dispatch({ type: 'redo' }) }}
            addNode={add}
            arrange={() => {
              editing.edit((before) => placeNodes(before, null))
              requestAnimationFrame(() => void graph.fitView({ padding: 0.08, duration: 250 }))
            }}
            save={actions.save}
            show={(next) => {
              actions.clearErrors()
              show(next)
            }}
          />
        )}
        <div className="flow-graph">
          {actions.saveError && dialog === null && (
            <Alert color="red" role="alert" className="flow-refusal" withCloseButton onClose={actions.clearErrors} closeButtonLabel={t('common.close')} data-testid="flow-save-failure">
              {failureSentence(actions.saveError, language)}
            </Alert>
          )}
          {actions.newer && editable && (
            <Alert color="blue" className="flow-refusal" py={8} data-testid="flow-newer">
              <Group gap="sm" justify="space-between" wrap="nowrap">
                {details.draft ? t('flows.newer', { by: details.draft.by }) : t('flows.stale.gone')}
                <Button size="compact-sm" variant="default" style={{ flex: 'none' }} onClick={actions.openNewer} data-testid="flow-open-newer">
                  {t(history.unsaved ? 'flows.openNewerLosing' : 'flows.openNewer')}
                </Button>
              </Group>
            </Alert>
          )}
          <FlowGraph key={looked ? `v${looked.version.version}` : 'draft'} />
        </div>
        <aside className="flow-side">
          <Tabs value={side} onChange={(value) => setSide(SIDES.find((known) => known === value) ?? 'node')}>
            <Tabs.List grow>
              <Tabs.Tab value="node" data-testid="side-node">
                {t('flows.side.node')}
              </Tabs.Tab>
              <Tabs.Tab
                value="findings"
                data-testid="side-findings"
                rightSection={
                  found > 0 && (
                    <Badge size="sm" color={checked.faults.length > 0 ? 'red' : 'yellow'} circle={found < 10}>
                      {found}
                    </Badge>
                  )
                }
              >
                {t('flows.side.findings')}
              </Tabs.Tab>
              <Tabs.Tab value="try" data-testid="side-try">
                {t('flows.side.try')}
              </Tabs.Tab>
              <Tabs.Tab value="figures" data-testid="side-figures">
                {t('flows.side.figures')}
              </Tabs.Tab>
            </Tabs.List>
          </Tabs>
          <div className="flow-side-content">
            {side === 'node' && <NodePanel />}
            {side === 'findings' && <FindingsPanel go={go} />}
            {side === 'try' && <TryPanel call={call} setCall={follow} trial={trial} />}
            {side === 'figures' && <FiguresPanel query={figuresQuery} days={days} setDays={setDays} />}
          </div>
        </aside>
        <audio ref={trialSound} autoPlay />
      </div>
      <FlowDialogs
        details={details}
        dialog={dialog}
        close={() => show(null)}
        actions={actions}
        unsaved={history.unsaved}
        mayEdit={mayEdit}
        openFlow={openFlow}
        go={go}
        look={(version, stored) => {
          show(null)
          setSelected(null)
          setCall(null)
          look({ version, flow: stored })
        }}
      />
    </FlowEditingContext>
  )
}

const NOTHING_TRIED = { ways: new Set<string>(), node: null }

function byNode(flow: FlowFile, { faults, warnings }: { faults: FlowFinding[]; warnings: FlowFinding[] }): FlowEditing['findings'] {
  const nodes = new Map<string, { faults: FlowFinding[]; warnings: FlowFinding[] }>()
  const put = (list: FlowFinding[], level: 'faults' | 'warnings') => {
    for (const finding of list) {
      const name = nodeOfFinding(flow, finding)
      if (name === null) continue
      const found = nodes.get(name) ?? { faults: [], warnings: [] }
      found[level].push(finding)
      nodes.set(name, found)
    }
  }
  put(faults, 'faults')
  put(warnings, 'warnings')
  return nodes
}

/** Where cards were placed by hand, a new one stands beside the chosen one, or in the middle of what is seen: the first room downwards. */
function withPlace(flow: FlowFile, name: string, beside: string | null, middle: Place): Record<string, Place> {
  const { places } = arrange(flow)
  const chosen = beside === null ? undefined : places[beside]
  const { x, y: from } = chosen ? { x: chosen.x + CARD_WIDTH + 90, y: chosen.y } : middle
  let y = from
  while (Object.values(places).some((place) => Math.abs(place.x - x) < CARD_WIDTH && Math.abs(place.y - y) < 130)) y += 150
  return { ...places, [name]: { x, y } }
}
