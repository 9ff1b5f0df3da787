import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { FlowFile } from '@app/flow'
import { parse } from 'yaml'
import { arrange, cardHeight, CARD_WIDTH, firstView } from './arrange.js'
import { placeNodes } from './edit-flow.js'
import { linePath } from './line-path.js'

const shipped = FlowFile.parse(parse(readFileSync(new URL('../../../../libs/flow/src/small-flow.testing.yaml', import.meta.url), 'utf8')))
const boxes = (flow: FlowFile) => Object.entries(arrange(flow).places).map(([name, { x, y }]) => ({ name, left: x, right: x + CARD_WIDTH, top: y, bottom: y + cardHeight(flow.nodes[name]!) }))

describe('where the nodes stand', () => {
  it('lays no card over another, the first at the left', () => {
    const cards = boxes(shipped)
    expect(cards).toHaveLength(Object.keys(shipped.nodes).length)
    for (const a of cards) for (const b of cards) expect(a === b || a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top).toBe(true)
    expect(Math.min(...cards.map(({ left }) => left))).toBe(arrange(shipped).places['welcome']?.x)
  })
  it('leads lines past the cards between their ends', () => {
    const cards = boxes(shipped)
    const passing = [...arrange(shipped).lanes.values()].flat()
    expect(passing.length).toBeGreaterThan(0)
    for (const { x, y } of passing) expect(cards.filter((card) => x > card.left && x < card.right && y > card.top && y < card.bottom)).toEqual([])
  })
  it('leaves a card where somebody placed it', () => {
    const placed = placeNodes(shipped, { goodbye: { x: -40, y: 9_000 } })
    expect(arrange(placed).places['goodbye']).toEqual({ x: -40, y: 9_000 })
  })
  it('shows the beginning when the whole would be too small to read', () => {
    const { x, zoom } = firstView(shipped, 990, 660)
    const start = arrange(shipped).places['welcome']!
    expect(zoom).toBeGreaterThanOrEqual(0.6)
    expect(start.x * zoom + x).toBeGreaterThanOrEqual(0)
  })
})

describe('a line', () => {
  it('ends where it should, forwards and backwards', () => {
    for (const to of [{ x: 400, y: 50 }, { x: -400, y: 50 }]) {
      const numbers = linePath({ x: 1, y: 2 }, to, [{ x: to.x / 2, y: 300 }], { source: -10, target: 40 }).match(/-?[\d.]+/g)!.map(Number)
      expect([numbers.slice(0, 2), numbers.slice(-2)]).toEqual([[1, 2], [to.x, to.y]])
    }
  })
})
