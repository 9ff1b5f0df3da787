import { Graph, layout } from '@dagrejs/dagre'
import { exitsOf, type FlowFile, type FlowNode } from '@app/flow'
import type { Place } from './edit-flow.js'
import { drawnExitsOf } from './drawn-exits.js'

/** Of a card, in pixels; the height grows with its exits. */
export const CARD_WIDTH = 236
const HEAD_HEIGHT = 74
const EXIT_HEIGHT = 24

/** As it will be drawn, near enough to make room for it. */
export const cardHeight = (node: FlowNode) => HEAD_HEIGHT + drawnExitsOf(node).length * EXIT_HEIGHT

/** Where each node stands: where somebody placed it, else in layers from left to right. */
export function arrange({ nodes, layout: placed = {} }: FlowFile): Record<string, Place> {
  const names = Object.keys(nodes)
  if (names.every((name) => Object.hasOwn(placed, name))) return placed
  const graph = new Graph()
  graph.setGraph({ rankdir: 'LR', nodesep: 26, ranksep: 90, marginx: 20, marginy: 20 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const [name, node] of Object.entries(nodes)) graph.setNode(name, { width: CARD_WIDTH, height: cardHeight(node) })
  for (const [name, node] of Object.entries(nodes)) for (const { to } of exitsOf(node)) if (Object.hasOwn(nodes, to) && to !== name) graph.setEdge(name, to)
  layout(graph)
  return Object.fromEntries(
    names.map((name) => {
      const { x = 0, y = 0, width = 0, height = 0 } = graph.node(name) as Partial<Record<'x' | 'y' | 'width' | 'height', number>>
      return [name, Object.hasOwn(placed, name) ? (placed[name] as Place) : { x: Math.round(x - width / 2), y: Math.round(y - height / 2) }]
    }),
  )
}
