import { Graph, layout } from '@dagrejs/dagre'
import { exitsOf, type FlowFile, type FlowNode } from '@app/flow'
import type { Place } from './edit-flow.js'
import { drawnExitsOf } from './drawn-exits.js'

/** Of a card, in pixels; the height grows with its exits. */
export const CARD_WIDTH = 236
const HEAD_HEIGHT = 74
const EXIT_HEIGHT = 24
const MARGIN = 24
/** Under this the words on the cards are too small. */
const LEAST_READABLE = 0.66

/** As it will be drawn, near enough to make room for it. */
export const cardHeight = (node: FlowNode) => HEAD_HEIGHT + drawnExitsOf(node).length * EXIT_HEIGHT

export interface Arranged {
  places: Record<string, Place>
  /** Lanes by which a line passes the cards between its two ends, by `from>to`; none for a line whose cards a person placed elsewhere. */
  lanes: ReadonlyMap<string, readonly Place[]>
}

/** Where each node stands: where somebody placed it, else in layers from left to right. */
export function arrange({ nodes, layout: placed = {} }: FlowFile): Arranged {
  const names = Object.keys(nodes)
  const graph = new Graph()
  // Each card as high as the first that leads to it: so the usual way through reads as one line.
  graph.setGraph({ rankdir: 'LR', nodesep: 30, edgesep: 14, ranksep: 78, align: 'UL' })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const [name, node] of Object.entries(nodes)) graph.setNode(name, { width: CARD_WIDTH, height: cardHeight(node) })
  for (const [name, node] of Object.entries(nodes)) for (const { to } of exitsOf(node)) if (Object.hasOwn(nodes, to) && to !== name) graph.setEdge(name, to)
  layout(graph)
  const centres = new Map(names.map((name) => [name, graph.node(name) as Place & { height: number }]))
  const places = Object.fromEntries(
    [...centres].map(([name, { x, y, height }]): [string, Place] => [name, (Object.hasOwn(placed, name) ? placed[name] : undefined) ?? { x: Math.round(x - CARD_WIDTH / 2), y: Math.round(y - height / 2) }]),
  )
  // A lane is one only while both its cards stand where the layers put them, and nobody placed a third in the way.
  const stays = (name: string) => Math.abs((places[name]?.x ?? 0) + CARD_WIDTH / 2 - (centres.get(name)?.x ?? 0)) < 2 && Math.abs((places[name]?.y ?? 0) + (centres.get(name)?.height ?? 0) / 2 - (centres.get(name)?.y ?? 0)) < 2
  const free = ({ x, y }: Place) => names.every((name) => {
    const card = places[name] ?? { x: 0, y: 0 }
    return card.x > x + CARD_WIDTH / 2 || card.x + CARD_WIDTH < x - CARD_WIDTH / 2 || card.y > y || card.y + (centres.get(name)?.height ?? 0) < y
  })
  const columns = new Set([...centres.values()].map(({ x }) => Math.round(x)))
  const lanes = graph.edges().flatMap(({ v, w }): [string, Place[]][] => {
    if (!stays(v) || !stays(w)) return []
    const { points = [] } = graph.edge(v, w) as { points?: Place[] }
    const ends = [centres.get(v)?.x, centres.get(w)?.x].map((x) => Math.round(x ?? 0))
    const passing = points.filter(({ x }) => columns.has(Math.round(x)) && !ends.includes(Math.round(x)))
    return passing.every(free) ? [[`${v}>${w}`, passing]] : []
  })
  return { places, lanes: new Map(lanes) }
}

/** Where to look first: all of the flow when its words can be read then, else where a call begins. */
export function firstView(flow: FlowFile, width: number, height: number): { x: number; y: number; zoom: number } {
  const { places } = arrange(flow)
  const boxes = Object.entries(flow.nodes).flatMap(([name, node]) => (places[name] ? [{ ...places[name], bottom: places[name].y + cardHeight(node) }] : []))
  if (boxes.length === 0) return { x: 0, y: 0, zoom: 1 }
  const [left, top] = [Math.min(...boxes.map(({ x }) => x)), Math.min(...boxes.map(({ y }) => y))]
  const [wide, high] = [Math.max(...boxes.map(({ x }) => x)) + CARD_WIDTH - left, Math.max(...boxes.map(({ bottom }) => bottom)) - top]
  const whole = Math.min((width - 2 * MARGIN) / wide, (height - 2 * MARGIN) / high)
  const zoom = Math.min(1, Math.max(whole, LEAST_READABLE))
  const start = places[flow.start] ?? { x: left, y: top }
  const across = wide * zoom > width ? MARGIN - start.x * zoom : (width - wide * zoom) / 2 - left * zoom
  // Nothing is above the highest card.
  const down = high * zoom > height ? Math.min(MARGIN - top * zoom, height / 2 - (start.y + HEAD_HEIGHT / 2) * zoom) : (height - high * zoom) / 2 - top * zoom
  return { x: across, y: down, zoom }
}
