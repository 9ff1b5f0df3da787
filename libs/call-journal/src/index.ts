export { foldCall, RESTART, isNewer, outcomeOf, type FoldSettings, type JournalCall } from './fold-call.js'
export { type FlowWay, type JournalEntry, understand } from './journal-entry.js'
export { parseLine, type Unreadable } from './parse-line.js'
export { understandOperator, type OperatorEntry } from './operator-entry.js'
