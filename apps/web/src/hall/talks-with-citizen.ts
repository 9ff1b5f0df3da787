import type { LiveOperator } from '@app/contracts'

/** Whether there is a talk to listen to: a queue's, or an own call that was answered. */
export const talksWithCitizen = ({ state, talk, ownCall }: LiveOperator): boolean => state === 'talking' && (talk !== null || ownCall?.phase === 'talking')
