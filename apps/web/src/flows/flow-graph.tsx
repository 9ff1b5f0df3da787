import '@xyflow/react/dist/style.css'
import './flows.css'
import type { FlowFigures } from '@app/contracts'
import { useComputedColorScheme } from '@mantine/core'
import { Background, Controls, MarkerType, MiniMap, ReactFlow, type AriaLabelConfig, type NodeChange } from '@xyflow/react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { arrange, cardHeight, CARD_WIDTH, firstView } from './arrange.js'
import { drawnExitsOf } from './drawn-exits.js'
import { connect, deleteNode, placeNodes, type Place } from './edit-flow.js'
import { useFlowEditing } from './flow-editing.js'
import { FlowLineView, type FlowLine } from './flow-line.js'
import { NodeCard, type CardNode } from './node-card.js'

const NODE_TYPES = { card: NodeCard }
const EDGE_TYPES = { line: FlowLineView }

/** The flow as it is walked: cards and arrows. What is drawn follows from the flow alone; only a card under the hand is elsewhere. */
export function FlowGraph() {
  const { flow, editable, edit, selected, select, tried, figures } = useFlowEditing()
  const scheme = useComputedColorScheme('light')
  const labels = useAriaLabels()
  const [sizes, setSizes] = useState<Record<string, { width: number; height: number }>>({})
  const [moving, setMoving] = useState<Record<string, Place>>({})
  const [chosenEdge, chooseEdge] = useState<string | null>(null)
  const { places, lanes } = useMemo(() => arrange(flow), [flow])
  const nodes = useMemo(
    () =>
      Object.entries(flow.nodes).map(([id, node]): CardNode => {
        const measured = sizes[id]
        return { id, type: 'card', data: { node }, position: moving[id] ?? places[id] ?? { x: 0, y: 0 }, selected: id === selected, initialWidth: CARD_WIDTH, initialHeight: cardHeight(node), ...(measured && { measured }) }
      }),
    [flow, places, sizes, moving, selected],
  )
  const edges = useMemo(() => {
    const topOf = (name: string) => (moving[name] ?? places[name])?.y ?? 0
    return (
      Object.entries(flow.nodes).flatMap(([source, node]) =>
        drawnExitsOf(node).flatMap(({ exit, to }, index): FlowLine[] => {
          if (to === null || !Object.hasOwn(flow.nodes, to)) return []
          const id = `${source} ${index}`
          const way = tried.ways.has(`${source}>${to}`)
          const near = source === selected || to === selected
          const share = figures ? shareOf(figures, source, to) : null
          const color = share !== null && share > 0 ? 'var(--mantine-color-orange-filled)' : way ? 'var(--mantine-color-teal-filled)' : near || id === chosenEdge ? 'var(--mantine-primary-color-filled)' : 'light-dark(#9aa7b5, #6b7683)'
          return [
            {
              id,
              type: 'line',
              data: { lanes: lanes.get(`${source}>${to}`) ?? [], tops: { source: topOf(source), target: topOf(to) } },
              source,
              target: to,
              sourceHandle: exit,
              targetHandle: 'in',
              selected: id === chosenEdge,
              animated: way,
              zIndex: way || near ? 1 : 0,
              style: { stroke: color, strokeWidth: share !== null ? 1 + 7 * share : way || near || id === chosenEdge ? 2.2 : 1.4, ...(exit === 'onMisses' && !way && { strokeDasharray: '5 4' }) },
              markerEnd: { type: MarkerType.ArrowClosed, color: way ? 'teal' : '#8795a5', width: 16, height: 16 },
            },
          ]
        }),
      )
    )
  }, [flow, places, lanes, moving, selected, tried, figures, chosenEdge])

  const onNodesChange = (changes: NodeChange<CardNode>[]) => {
    const chosen = changes.find((change) => change.type === 'select' && change.selected)
    const left = changes.some((change) => change.type === 'select' && !change.selected && change.id === selected)
    if (chosen?.type === 'select') select(chosen.id)
    else if (left) select(null)
    const measured = changes.flatMap((change) => (change.type === 'dimensions' && change.dimensions ? [[change.id, change.dimensions] as const] : []))
    if (measured.length > 0) setSizes((before) => ({ ...before, ...Object.fromEntries(measured) }))
    const moved = changes.flatMap((change) => (change.type === 'position' && change.position ? [[change.id, change.position] as const] : []))
    if (moved.length === 0) return
    const now = Object.fromEntries(moved)
    if (changes.some((change) => change.type === 'position' && change.dragging)) return setMoving((before) => ({ ...before, ...now }))
    // Once a person placed a card, the others stay where they are too.
    setMoving({})
    if (moved.some(([id, { x, y }]) => places[id]?.x !== x || places[id]?.y !== y)) edit((before) => placeNodes(before, { ...arrange(before).places, ...rounded(now) }))
  }

  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      onNodesChange={onNodesChange}
      onEdgesChange={(changes) => changes.forEach((change) => change.type === 'select' && chooseEdge(change.selected ? change.id : (before) => (before === change.id ? null : before)))}
      onConnect={({ source, sourceHandle, target }) => sourceHandle && edit((before) => connect(before, source, sourceHandle, target))}
      onReconnect={({ source, sourceHandle }, { source: from, target }) => sourceHandle && from === source && edit((before) => connect(before, source, sourceHandle, target))}
      onBeforeDelete={({ nodes: gone, edges: cut }) => {
        // The flow is what is edited; the drawing follows it.
        if (gone.length > 0) edit((before) => gone.reduce((flowLeft, { id }) => deleteNode(flowLeft, id), before))
        else edit((before) => cut.reduce((flowLeft, { source, sourceHandle }) => connect(flowLeft, source, sourceHandle ?? '', null), before))
        return Promise.resolve(false)
      }}
      deleteKeyCode={editable ? 'Delete' : null}
      nodesConnectable={editable}
      nodesDraggable={editable}
      edgesReconnectable={editable}
      multiSelectionKeyCode={null}
      selectionKeyCode={null}
      colorMode={scheme}
      connectionRadius={36}
      minZoom={0.08}
      maxZoom={1.6}
      onInit={(graph) => {
        const { width = 0, height = 0 } = document.querySelector('.flow-graph')?.getBoundingClientRect() ?? {}
        void graph.setViewport(firstView(flow, width, height))
      }}
      proOptions={{ hideAttribution: true }}
      ariaLabelConfig={labels}
    >
      <Background gap={20} />
      <Controls showInteractive={false} position="bottom-left" />
      <MiniMap pannable zoomable position="bottom-right" style={{ width: 150, height: 96 }} nodeBorderRadius={8} />
    </ReactFlow>
  )
}

/** How much of all calls went this way, 0 to 1. */
const shareOf = ({ ways, calls }: FlowFigures, from: string, to: string) => (calls === 0 ? 0 : Math.min(1, (ways.find((way) => way.from === from && way.to === to)?.calls ?? 0) / calls))

const rounded = (places: Record<string, Place>) => Object.fromEntries(Object.entries(places).map(([name, { x, y }]) => [name, { x: Math.round(x), y: Math.round(y) }]))

function useAriaLabels(): Partial<AriaLabelConfig> {
  const { t } = useTranslation()
  return {
    'node.a11yDescription.default': t('flows.graph.node'),
    'node.a11yDescription.keyboardDisabled': t('flows.graph.nodeOnly'),
    'node.a11yDescription.ariaLiveMessage': () => t('flows.graph.moved'),
    'edge.a11yDescription.default': t('flows.graph.edge'),
    'controls.ariaLabel': t('flows.graph.controls'),
    'controls.zoomIn.ariaLabel': t('flows.graph.zoomIn'),
    'controls.zoomOut.ariaLabel': t('flows.graph.zoomOut'),
    'controls.fitView.ariaLabel': t('flows.graph.fit'),
    'minimap.ariaLabel': t('flows.graph.map'),
    'handle.ariaLabel': t('flows.graph.handle'),
  }
}
