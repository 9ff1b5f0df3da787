export { begin, checkLife, deedsOf, doDeed, TRANSITIONS, type Transition } from './ticket-life.js'
