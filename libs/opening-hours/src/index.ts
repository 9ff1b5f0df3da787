export type { Standing } from './day-plan.js'
export { HORIZON_DAYS, nextOpening, type Opening, openingAt, type OpenStretch, openStretches } from './opening.js'
export { OpeningHours, OpenSpan } from './opening-hours.js'
export { openDays, type OpenDay } from './open-days.js'
