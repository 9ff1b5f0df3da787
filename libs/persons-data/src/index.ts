export { maskEmail, maskName, maskNumber, maskText } from './masks.js'
export { LEVELS, MASKING, maskFor, mayAsk, type Level } from './mask-for.js'
export { relationToCall, relationToMissedCaller, relationToTicket, type SeenCall, type SeenTicket, type Viewer } from './relations.js'
export { scopeOf, sameName, type PersonScope } from './person-scope.js'
