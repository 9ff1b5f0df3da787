export { checkLife } from './check-life.js'
export { begin, deedsOf, doDeed, OPEN_STATES, TRANSITIONS, type Transition } from './ticket-life.js'
