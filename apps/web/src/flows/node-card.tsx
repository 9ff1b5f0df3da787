import { speechOf, type FlowNode } from '@app/flow'
import type { FlowFigures } from '@app/contracts'
import { Text, Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconAlertCircle, IconPlayerPlay } from '@tabler/icons-react'
import { Handle, Position, useUpdateNodeInternals, type Node, type NodeProps } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { formatClock } from '../format/durations.js'
import { useLanguage } from '../i18n.js'
import { CARD_WIDTH } from './arrange.js'
import { drawnExitsOf } from './drawn-exits.js'
import { useFlowEditing } from './flow-editing.js'
import { useFindingWords } from './finding-words.js'
import { heatOf } from './heat-of.js'
import { KindIcon } from './kind-icon.js'

export type CardNode = Node<{ node: FlowNode }, 'card'>

/** A node of the flow: what it is, what it says, and its ways out. */
export function NodeCard({ id, data: { node }, selected }: NodeProps<CardNode>) {
  const { t } = useTranslation()
  const { flow, words, findings, editable, tried, figures } = useFlowEditing()
  const updateInternals = useUpdateNodeInternals()
  const exits = drawnExitsOf(node)
  const handles = exits.map(({ exit }) => exit).join(' ')
  const measured = useRef(handles)
  // A key that became another leaves the card's size as it was; its handle must be found all the same.
  useEffect(() => {
    if (measured.current === handles) return
    measured.current = handles
    updateInternals(id)
  }, [id, handles, updateInternals])
  const said = useSnippet(node)
  const found = findings.get(id)
  return (
    <div
      className="flow-card"
      style={{ width: CARD_WIDTH }}
      data-selected={selected}
      data-faulty={(found?.faults.length ?? 0) > 0}
      data-tried={tried.node === id}
      data-heat={figures ? heatOf(figures, id) : undefined}
      data-testid={`flow-node-${id}`}
      data-kind={node.kind}
    >
      <Handle type="target" position={Position.Left} id="in" isConnectableStart={false} isConnectableEnd={editable} style={{ top: 21 }} />
      <div className="flow-card-head">
        <KindIcon kind={node.kind} size={17} />
        <Text fz={12.5} fw={600} truncate style={{ flex: 1 }} title={words.title(id)}>
          {words.title(id)}
        </Text>
        {flow.start === id && (
          <Tooltip label={t('flows.startHere')}>
            <IconPlayerPlay size={15} color="var(--mantine-color-teal-filled)" aria-label={t('flows.startHere')} />
          </Tooltip>
        )}
        {found && <FindingMark id={id} />}
      </div>
      {figures && <NodeFigures id={id} figures={figures} />}
      <Text className="flow-card-said" size="xs" c="dimmed" title={said}>
        {said || t(`flows.kind.${node.kind}`)}
      </Text>
      {exits.map(({ exit, to, again }, index) => {
        const open = to !== null && !Object.hasOwn(flow.nodes, to)
        return (
          <div key={index} className="flow-card-exit" data-open={open}>
            <Text size="xs" truncate>
              {words.exit(node, exit)}
              {again && ` · ${t('flows.again')}`}
              {node.kind === 'queue' && to === null && (exit === 'tooLong' || exit === 'nobody') && ` · ${t('flows.kind.voicemail')}`}
              {node.kind === 'queue' && to === null && exit === 'closed' && ` · ${words.exit(node, 'nobody')}`}
              {open && ` · ${t('flows.unconnected')}`}
            </Text>
            {!again && <Handle type="source" position={Position.Right} id={exit} isConnectableStart={editable} isConnectableEnd={false} data-testid={`flow-exit-${id}-${exit}`} />}
          </div>
        )
      })}
    </div>
  )
}

function NodeFigures({ id, figures }: { id: string; figures: FlowFigures }) {
  const { t } = useTranslation()
  const found = figures.nodes[id]
  return (
    <Text size="xs" px={10} pb={2} data-testid={`flow-figures-${id}`} data-came={found?.came ?? 0}>
      {t('flows.figures.came', { count: found?.came ?? 0 })}
      {found && found.hungUp > 0 && ` · ${t('flows.figures.hungUp', { count: found.hungUp })}`}
      {found && found.meanSeconds !== null && ` · ${formatClock(found.meanSeconds)}`}
    </Text>
  )
}

function FindingMark({ id }: { id: string }) {
  const { flow, words, findings } = useFlowEditing()
  const say = useFindingWords(flow, words)
  const found = findings.get(id)
  if (!found) return null
  const all = [...found.faults, ...found.warnings].map(say).join('\n')
  const faulty = found.faults.length > 0
  const Mark = faulty ? IconAlertCircle : IconAlertTriangle
  return (
    <Tooltip label={all} multiline maw={320} style={{ whiteSpace: 'pre-line' }}>
      <Mark size={17} color={`var(--mantine-color-${faulty ? 'red' : 'yellow'}-filled)`} aria-label={all} data-testid={`flow-mark-${id}`} data-level={faulty ? 'fault' : 'warning'} />
    </Tooltip>
  )
}

/** The first words of what a node does. */
function useSnippet(node: FlowNode): string {
  const { t } = useTranslation()
  const language = useLanguage()
  const { words } = useFlowEditing()
  const [first] = speechOf(node)
  const speech = (first?.speech ?? []).map((item) => words.said(item, language)).join(' ')
  switch (node.kind) {
    case 'queue':
    case 'queue-state':
    case 'voicemail':
      return words.queue(node.queue)
    case 'language':
      return t(`language.${node.language}`)
    case 'set':
      return `${words.variable(node.variable)} = ${node.value}`
    case 'branch':
      return words.variable(node.on)
    case 'call-back':
      return words.variable(node.number)
    case 'transfer':
      return node.department === undefined ? (node.number ?? '') : words.department(node.department)
    case 'information':
      return node.article
    case 'web-request':
      return node.url
    case 'hours':
    case 'ticket-status':
    case 'survey':
    case 'rating':
    case 'notice':
      return t(`flows.kindHint.${node.kind}`)
    case 'say':
    case 'menu':
    case 'collect':
    case 'remark':
    case 'hang-up':
      return speech
    default:
      return node satisfies never
  }
}
