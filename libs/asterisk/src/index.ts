export { AriConnection, type AriOptions, type AriOutcome } from './ari-connection.js'
export { AriBadAnswer, AriNotConnected, AriRefused, AriTimeout } from './ari-errors.js'
export type { AriChannel, AriEvent } from './ari-events.js'
