export { checkRules } from './check-rules.js'
export { inForce, isValidOn, type RoutedDepartment, type RoutingDirectory } from './directory.js'
export { leastLoaded } from './least-loaded.js'
export { makeRouter, NobodyToRouteTo, route, type RoutedTicket, type Routing } from './route.js'
