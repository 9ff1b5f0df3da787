export { dayFigures, dayOf, type DaySettings } from './day-figures.js'
export { abandonRate, averageHandlingParts, averageSpeedOfAnswer, type CallFigures, countLedger, type Ledger, ledgerHolds, serviceLevel, standingOf, type Standing } from './definitions.js'
export { queueFigures, type QueueCallFigures } from './queue-figures.js'
