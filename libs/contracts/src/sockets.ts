import type { ConsultToServer, ServerToConsult } from './consult.js'
import type { ServerToSupervisor, SupervisorToServer } from './hall.js'
import type { Changed, LiveChanges, LiveHealth, LiveOperator, LiveSnapshot, Reply, SetAfterCall, SetState, SipLine } from './live.js'
import type { DialRequest } from './operator-calls.js'
import type { TalkTarget } from './talk.js'

/** Socket.IO, namespace `/`, path `/socket.io`, authenticated by the session cookie. */
export interface ServerToBrowser extends ServerToSupervisor, ServerToConsult {
  /** On connect, after each reconnect to Asterisk, and on request. */
  'live.snapshot': (snapshot: LiveSnapshot) => void
  /** What changed since the last one, whole objects; together, for in a busy hour each alone would be more than a hall of browsers can take. */
  'live.changes': (changes: LiveChanges) => void
  'live.health': (health: LiveHealth) => void
  /** The signed-in operator's own line on the board; always whole, never a difference. */
  me: (operator: LiveOperator) => void
  changed: (change: Changed) => void
}

export interface BrowserToServer extends SupervisorToServer, ConsultToServer {
  'softphone.register': (reply: (r: Reply<SipLine>) => void) => void
  'state.set': (request: SetState, reply: (r: Reply<LiveOperator>) => void) => void
  'state.after-call': (request: SetAfterCall, reply: (r: Reply<LiveOperator>) => void) => void
  /** A longer wrap-up, by the seconds of the setting. */
  'wrap-up.extend': (reply: (r: Reply<LiveOperator>) => void) => void
  /** Hands the citizen on at once. */
  'talk.transfer': (request: TalkTarget, reply: (r: Reply<LiveOperator>) => void) => void
  /** Calls a citizen or an office; answered when the operator's own telephone is in the call. */
  'talk.dial': (request: DialRequest, reply: (r: Reply<LiveOperator>) => void) => void
  'live.refresh': (reply: (r: Reply<LiveSnapshot>) => void) => void
}
