import type { FlowFile } from '@app/flow'
import { useReducer } from 'react'
import { beginHistory, edited, redo, undo, type EditHistory } from './edit-history.js'

interface Editing {
  history: EditHistory<FlowFile>
  /** The flow as the server last had it from this page. */
  saved: FlowFile
}

type Act =
  | { type: 'edit'; change: (flow: FlowFile) => FlowFile; about: string | null }
  | { type: 'undo' | 'redo' }
  /** The server has it now. */
  | { type: 'saved'; flow: FlowFile }
  /** Somebody else's flow takes the place of this one. */
  | { type: 'open'; flow: FlowFile }

function act(state: Editing, action: Act): Editing {
  switch (action.type) {
    case 'edit':
      return { ...state, history: edited(state.history, action.change(state.history.present), action.about) }
    case 'undo':
      return { ...state, history: undo(state.history) }
    case 'redo':
      return { ...state, history: redo(state.history) }
    case 'saved':
      return { ...state, saved: action.flow }
    case 'open':
      return { history: beginHistory(action.flow), saved: action.flow }
    default:
      return action satisfies never
  }
}

/** The flow under edit, its steps back and forth, and whether the server has it. */
export function useFlowHistory(opened: FlowFile) {
  const [{ history, saved }, dispatch] = useReducer(act, opened, (flow): Editing => ({ history: beginHistory(flow), saved: flow }))
  return { flow: history.present, saved, canUndo: history.past.length > 0, canRedo: history.future.length > 0, unsaved: history.present !== saved, dispatch }
}
