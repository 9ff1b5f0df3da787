export { compareCalls, type Comparison } from './compare-calls.js'
export { JournalFold } from './journal-fold.js'
export { countsOf, figuresOf, LEDGER_FIELDS, ledgerCallOf, type LedgerCall, type LedgerField } from './ledger-call.js'
