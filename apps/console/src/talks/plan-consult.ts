import type { ConsultTarget } from '@app/contracts'
import { planTransfer, type TransferRefusal, type TransferStanding } from './plan-transfer.js'

export type ConsultRefusal = TransferRefusal | 'already-consulting' | 'taken-over'

export interface ConsultStanding extends TransferStanding {
  consulting: boolean
  /** It is the talk of a supervisor who took it over: nobody else can be given it. */
  takenOver: boolean
}

/** Decides whether somebody may be asked, by the same rules as a handing on; `dial` is for Asterisk, `number` as it was dialled. */
export function planConsult(target: ConsultTarget, now: ConsultStanding): { dial: string; number: string | null } | { refusal: ConsultRefusal } {
  if (now.consulting) return { refusal: 'already-consulting' }
  if (now.talk && now.takenOver) return { refusal: 'taken-over' }
  const plan = planTransfer(target, now)
  if ('refusal' in plan) return plan
  return target.kind === 'operator' ? { dial: `PJSIP/op-${target.userId}`, number: null } : { dial: `PJSIP/${plan.exten}@trunk`, number: plan.exten }
}
