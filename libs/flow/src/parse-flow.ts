import { isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml'
import { checkFlow, type FlowFinding, type FlowPath, type FlowWorld } from './check-flow.js'
import type { Flow } from './flow.js'

export interface FlowFault extends FlowFinding {
  /** In the file, from 1. */
  line: number
}

export interface ParsedFlow {
  /** Null when there are faults. */
  flow: Flow | null
  faults: FlowFault[]
  warnings: FlowFault[]
}

/** Reads and checks a flow's YAML. Every fault is found, each with its line, in the order of the lines. */
export function parseFlow(text: string, world: FlowWorld): ParsedFlow {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, stringKeys: true })
  if (document.errors.length > 0) {
    const faults = document.errors.map((error): FlowFault => {
      const [what = ''] = error.message.split('\n')
      return { line: error.linePos?.[0].line ?? 1, path: [], node: null, code: 'bad-yaml', message: { vi: `Tệp YAML sai cú pháp: ${what}`, en: `Not valid YAML: ${what}` } }
    })
    return { flow: null, faults, warnings: [] }
  }
  const placed = (findings: FlowFinding[]) => findings.map((finding) => ({ ...finding, line: lineOf(document, lines, finding.path) })).sort((a, b) => a.line - b.line)
  let data: unknown
  try {
    data = document.toJS() as unknown
  } catch (error) {
    // Aliases that would make a short file into an endless one.
    const why = error instanceof Error ? error.message : String(error)
    return { flow: null, faults: [{ line: 1, path: [], node: null, code: 'bad-yaml', message: { vi: `Tệp YAML không dùng được: ${why}`, en: `YAML that cannot be used: ${why}` } }], warnings: [] }
  }
  const { flow, faults, warnings } = checkFlow(data ?? {}, world)
  return { flow, faults: placed(faults), warnings: placed(warnings) }
}

/** The line of the field at `path`, or of the nearest thing around it that is there. */
function lineOf(document: Document.Parsed, lines: LineCounter, path: FlowPath): number {
  let offset = 0
  let here: unknown = document.contents
  for (const part of path) {
    if (isSeq(here) && typeof part === 'number') {
      here = here.items[part]
      if (isNode(here)) offset = here.range?.[0] ?? offset
      continue
    }
    const pair = isMap(here) ? here.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(part)) : undefined
    if (!pair) break
    if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset
    here = pair.value
  }
  return lines.linePos(offset).line
}
