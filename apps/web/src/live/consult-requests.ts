import type { BrowserToServer, ConsultTarget, ConsultView, LiveOperator, Reply, ServerToBrowser } from '@app/contracts'
import type { Socket } from 'socket.io-client'
import type { LiveEvent } from './live-state.js'

/** The own softphone's answer is waited for. */
const REPLY_WITHIN_MS = 15_000

/** What an operator asks of the live side when somebody is asked before handing on. Each throws RefusedRequest. */
export function consultRequests(socket: Socket<ServerToBrowser, BrowserToServer>, answered: <T>(pending: Promise<Reply<T>>) => Promise<T>, fold: (event: LiveEvent) => void) {
  const patient = () => socket.timeout(REPLY_WITHIN_MS)
  return {
    begin: async (target: ConsultTarget) => fold({ type: 'consult', consult: await answered<ConsultView>(patient().emitWithAck('consult.begin', target)) }),
    handOver: async () => fold({ type: 'me', me: await answered<LiveOperator>(patient().emitWithAck('consult.hand-over')) }),
    together: async () => void (await answered<ConsultView>(patient().emitWithAck('consult.together'))),
  }
}
