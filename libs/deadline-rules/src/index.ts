export { FALLBACK, ruleFor, scopeKey, type RuledTicket, type RuledTime } from './rule-for.js'
