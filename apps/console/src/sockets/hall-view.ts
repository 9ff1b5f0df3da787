import type { LiveCall, LiveOperator, LiveQueue, LiveSnapshot } from '@app/contracts'
import { maskNumber } from '@app/persons-data'

const masked = <T extends { number: string | null }>(of: T): T => ({ ...of, number: of.number && maskNumber(of.number) })
const maskedCall = (call: LiveCall | null): LiveCall | null => call && masked(call)

/** A queue as everybody in the hall sees it: nobody speaks with those who wait, so nobody sees their numbers. */
export const hallQueue = (queue: LiveQueue): LiveQueue => ({ ...queue, waiting: queue.waiting.map(masked) })

/** An operator as the others see them; the own caller's number goes to the operator alone, by `me`. */
export const hallOperator = (operator: LiveOperator): LiveOperator => ({ ...operator, offer: maskedCall(operator.offer), talk: maskedCall(operator.talk) })

export const hallSnapshot = (snapshot: LiveSnapshot): LiveSnapshot => ({ ...snapshot, queues: snapshot.queues.map(hallQueue), operators: snapshot.operators.map(hallOperator) })
