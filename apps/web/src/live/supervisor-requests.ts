import type { BrowserToServer, EarMode, Listening, ListenTo, LiveOperator, MoveOperator, Reply, ServerToBrowser, SetOperatorState } from '@app/contracts'
import type { Socket } from 'socket.io-client'
import type { LiveEvent } from './live-state.js'

/** Registration of a softphone is waited for, and Asterisk is asked several things. */
const REPLY_WITHIN_MS = 15_000

/** What a supervisor asks of the live side. Each throws RefusedRequest. */
export function supervisorRequests(socket: Socket<ServerToBrowser, BrowserToServer>, answered: <T>(pending: Promise<Reply<T>>) => Promise<T>, fold: (event: LiveEvent) => void) {
  const patient = () => socket.timeout(REPLY_WITHIN_MS)
  return {
    setState: (request: SetOperatorState) => answered<LiveOperator>(patient().emitWithAck('operator.state', request)),
    move: (request: MoveOperator) => answered<LiveOperator>(patient().emitWithAck('operator.move', request)),
    listen: (request: ListenTo) => answered<Listening>(patient().emitWithAck('talk.listen', request)),
    setMode: (mode: EarMode) => answered<Listening>(patient().emitWithAck('talk.mode', { mode })),
    takeOver: (reason: string) => answered<Listening>(patient().emitWithAck('talk.take-over', { reason })),
    leave: () => {
      fold({ type: 'ear-left' })
      return answered<null>(patient().emitWithAck('talk.leave'))
    },
  }
}
