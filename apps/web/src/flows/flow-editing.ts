import type { FlowFigures } from '@app/contracts'
import { type CheckedFlow, type FlowFile, type FlowFinding, type FlowWorld } from '@app/flow'
import { createContext, useContext } from 'react'
import type { FlowWords } from './flow-words.js'

/** What every part of the editor shares. */
export interface FlowEditing {
  flow: FlowFile
  /** Others than an administrator look only. */
  editable: boolean
  /** Sounds are made on request; not for those who only look. */
  mayHear: boolean
  /** @param about more about the same (a text that is typed) is one step back */
  edit(change: (flow: FlowFile) => FlowFile, about?: string): void
  selected: string | null
  select(name: string | null): void
  /** The node that was added last: its title waits to be written. */
  fresh: string | null
  checked: CheckedFlow
  /** Faults and warnings by the node at which they are shown. */
  findings: ReadonlyMap<string, { faults: FlowFinding[]; warnings: FlowFinding[] }>
  /** What the flow may name. */
  world: Required<FlowWorld>
  words: FlowWords
  /** How calls went, while one looks at it. */
  figures: FlowFigures | null
  /** The ways of the call that is tried, as `from>to`, and where it stands. */
  tried: { ways: ReadonlySet<string>; node: string | null }
}

export const FlowEditingContext = createContext<FlowEditing | null>(null)

export function useFlowEditing(): FlowEditing {
  const editing = useContext(FlowEditingContext)
  if (!editing) throw new Error('useFlowEditing is used outside the flow editor')
  return editing
}
