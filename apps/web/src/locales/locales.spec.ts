import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { exitsOf, FLOW_NODE_KINDS, FlowFile, VALUE_KINDS } from '@app/flow'
import { CALL_OUTCOMES, OPERATOR_STATES, ROLES, TICKET_DEEDS, TICKET_KINDS, TICKET_LEVELS, TICKET_STATES, BUCKETS, REPORT_FILTERS, REPORTS, ReportCallsQuery, ReportTicketsQuery, TIME_UNITS, URGENCIES } from '@app/contracts'
import { FIELD_KINDS } from '@app/ticket-form'
import ts from 'typescript'
import { parse } from 'yaml'
import { DESK_COMMANDS } from '../desk/shortcuts.js'
import { newNode } from '../flows/new-node.js'
import { OUTCOMES } from '../calls/outcomes.js'
import { PRESETS } from '../reports/periods.js'
import { OPERATOR_STATE_ORDER } from '../shell/operator-states.js'
import { HEAD_FIGURES, LEDGER_FIGURES } from '../today/figures.js'

const SOURCES = join(import.meta.dirname, '..')
const flatten = (node: unknown, path = ''): [string, string][] =>
  typeof node === 'string' ? [[path, node]] : Object.entries(node as object).flatMap(([name, value]) => flatten(value, path ? `${path}.${name}` : name))
const locale = (language: string) => new Map(flatten(JSON.parse(readFileSync(join(import.meta.dirname, `${language}.json`), 'utf8'))))
const vi = locale('vi')
const en = locale('en')

const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.spec.ts'))
const parsed = files.map((file) => ({ file, tree: ts.createSourceFile(file, readFileSync(join(SOURCES, file), 'utf8'), ts.ScriptTarget.ES2022, true, ts.ScriptKind.TSX) }))

function visit(node: ts.Node, on: (node: ts.Node) => void): void {
  on(node)
  ts.forEachChild(node, (child) => visit(child, on))
}

/** Every string inside the first argument of `t(…)`; `*` stands for what is only known at run time. */
function usedKeys(): string[] {
  const keys: string[] = []
  const collect = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) keys.push(node.text)
    else if (ts.isTemplateExpression(node)) keys.push(node.head.text + node.templateSpans.map((span) => `*${span.literal.text}`).join(''))
    else if (ts.isConditionalExpression(node)) [node.whenTrue, node.whenFalse].forEach(collect)
  }
  for (const { tree } of parsed) {
    visit(tree, (node) => {
      if (!ts.isCallExpression(node) || !node.arguments[0]) return
      if (node.expression.getText() === 't' || node.expression.getText().endsWith('.t')) collect(node.arguments[0])
    })
  }
  return keys
}
const matcher = (key: string) => new RegExp(`^${key.split('*').map((part) => part.replace(/[.]/g, '\\.')).join('[^.]+')}$`)

describe('the two languages', () => {
  it('have the same keys', () => {
    expect([...vi.keys()].filter((key) => !en.has(key))).toEqual([])
    expect([...en.keys()].filter((key) => !vi.has(key))).toEqual([])
  })
  it('say something under every key, with the same values to fill in', () => {
    const blanks = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort()
    for (const [key, text] of vi) {
      expect([key, text.trim() !== '', en.get(key)?.trim() !== '']).toEqual([key, true, true])
      expect([key, blanks(text)]).toEqual([key, blanks(en.get(key) ?? '')])
    }
  })
  it('have every key that the sources use', () => {
    const used = usedKeys()
    expect(used.length).toBeGreaterThan(100)
    expect(used.filter((key) => ![...vi.keys()].some((known) => matcher(key).test(known)))).toEqual([])
  })
  it('have no key that the sources do not use', () => {
    const matchers = [...new Set(usedKeys())].map(matcher)
    const made = /^pauseReason\./ // built by pauseReasonKey()
    expect([...vi.keys()].filter((key) => !made.test(key) && !matchers.some((used) => used.test(key)))).toEqual([])
  })
  it('have a word for every word of the contracts', () => {
    const wanted = [
      ...ROLES.map((role) => `role.${role}`),
      ...OPERATOR_STATES.map((state) => `operatorState.${state}`),
      'pauseReason.missed-offer',
      ...CALL_OUTCOMES.map((outcome) => `outcome.${outcome}`),
      ...TICKET_STATES.map((state) => `ticketState.${state}`),
      ...TICKET_DEEDS.map((deed) => `tickets.history.${deed}`),
      ...TICKET_KINDS.map((kind) => `kinds.kind.${kind}`),
      ...TICKET_LEVELS.map((level) => `kinds.levelHint.${level}`),
      ...URGENCIES.map((urgency) => `kinds.urgency.${urgency}`),
      ...TIME_UNITS.flatMap((unit) => [`kinds.unit.${unit}`, `kinds.span.${unit}`, `kinds.workingSpan.${unit}`]),
      ...FIELD_KINDS.map((kind) => `kinds.forms.type.${kind}`),
      ...DESK_COMMANDS.map((command) => `shortcut.${command}`),
      ...REPORTS.map((report) => `reports.name.${report}`),
      ...PRESETS.map((preset) => `reports.preset.${preset}`),
      ...BUCKETS.map((bucket) => `reports.bucket.${bucket}`),
      ...REPORT_FILTERS.flatMap((filter) => [`reports.filter.${filter}`, `reports.any.${filter}`]),
      ...ReportCallsQuery.shape.standing.unwrap().options.map((standing) => `reports.callStanding.${standing}`),
      ...ReportTicketsQuery.shape.standing.unwrap().options.map((standing) => `reports.ticketStanding.${standing}`),
      ...['waiting', ...HEAD_FIGURES, ...LEDGER_FIGURES].flatMap((name) => [`figure.${name}.term`, `figure.${name}.definition`]),
    ]
    expect(wanted.filter((key) => !vi.has(key))).toEqual([])
  })
  it('have a name for every node of the flow that is shipped', () => {
    const { nodes } = parse(readFileSync(join(SOURCES, '../../../flows/1022.yaml'), 'utf8')) as { nodes: Record<string, unknown> }
    expect([...vi.keys()].filter((key) => key.startsWith('flowNode.')).sort()).toEqual(Object.keys(nodes).map((node) => `flowNode.${node}`).sort())
  })
  it('have a word for every kind of node, its fields and exits', () => {
    const flow = FlowFile.parse({ name: 'x', start: 'x', main: 'x', prompts: {}, nodes: {} })
    const wanted = FLOW_NODE_KINDS.flatMap((kind) => {
      const node = newNode(flow, kind, 'x', 'x')
      const exits = exitsOf(node).map(({ exit }) => exit).filter((exit) => exit !== '1' && exit !== '0')
      const fields = Object.keys(node).filter((field) => field !== 'choices' && field !== 'cases' && !exits.includes(field))
      return [`flows.kind.${kind}`, `flows.kindHint.${kind}`, ...exits.map((exit) => `flows.exit.${exit}`), ...fields.map((field) => `flows.field.${field}`)]
    })
    expect([...wanted, 'flows.exit.tooLong', 'flows.exit.nobody', ...VALUE_KINDS.map((kind) => `flows.valueKind.${kind}`)].filter((key) => !vi.has(key))).toEqual([])
  })
  it('offer what the contracts allow, no more and no less', () => {
    expect([...OUTCOMES].sort()).toEqual([...CALL_OUTCOMES].sort())
    expect([...OPERATOR_STATE_ORDER].sort()).toEqual([...OPERATOR_STATES].sort())
  })
})

describe('the components', () => {
  it('hold no text of their own', () => {
    const spoken = new Set(['label', 'placeholder', 'title', 'aria-label', 'alt', 'description', 'nothingFoundMessage'])
    const found: string[] = []
    for (const { file, tree } of parsed) {
      visit(tree, (node) => {
        if (ts.isJsxText(node) && /\p{L}/u.test(node.text)) found.push(`${file}: ${node.text.trim()}`)
        if (ts.isJsxAttribute(node) && spoken.has(node.name.getText()) && node.initializer && ts.isStringLiteral(node.initializer)) found.push(`${file}: ${node.getText()}`)
      })
    }
    expect(found).toEqual([])
  })
})
