import { Injectable, Logger } from '@nestjs/common'
import type { LiveOperator, Session, TalkTarget } from '@app/contracts'
import { citizenTalkOf, interfaceOf, memberNameOf, stateOf } from '@app/queue-mirror'
import { refusal } from '@app/service'
import { Connections } from '../asterisk/connections.js'
import { Hall } from '../hall/hall.js'
import { planTransfer, type TransferRefusal } from './plan-transfer.js'

export const TRANSFER_REFUSALS: Record<TransferRefusal, { vi: string; en: string }> = {
  'not-talking': { vi: 'Anh/Chị hiện không nói chuyện với người dân nào.', en: 'You are not talking with a citizen at the moment.' },
  'to-yourself': { vi: 'Không thể chuyển cuộc gọi cho chính mình.', en: 'A call cannot be handed on to yourself.' },
  'no-such-queue': { vi: 'Không có hàng chờ này. Vui lòng chọn lại.', en: 'There is no such queue. Please choose again.' },
  'colleague-not-free': { vi: 'Đồng nghiệp này hiện không nhận được cuộc gọi. Vui lòng chọn người khác hoặc một hàng chờ.', en: 'This colleague cannot take a call now. Please choose somebody else, or a queue.' },
  'not-dialable': { vi: 'Không được gọi số này từ tổng đài. Vui lòng kiểm tra lại số.', en: 'This number may not be called from here. Please check it.' },
  'free-service': { vi: 'Chỉ giám sát viên được gọi số miễn phí 1800.', en: 'Only a supervisor may call a free service (1800).' },
}

/** What an operator does with the citizen they talk with. Asterisk's dialplan goes on with it alone. */
@Injectable()
export class TalkDesk {
  private readonly log = new Logger(TalkDesk.name)

  constructor(
    private readonly connections: Connections,
    private readonly hall: Hall,
  ) {}

  /** The operator's leg ends, and the citizen goes on to the target. @throws RefusedError 409 without a talk, or where the target cannot be */
  async transfer(session: Session, target: TalkTarget): Promise<LiveOperator> {
    const { ami } = this.connections
    const member = interfaceOf(session.userId)
    const talk = citizenTalkOf(this.hall.now, member)
    const plan = planTransfer(target, {
      userId: session.userId,
      dialler: session.role === 'operator' ? 'operator' : 'supervisor',
      talk,
      queues: Object.keys(this.hall.now.queues),
      colleague: target.kind === 'operator' ? this.colleague(target.userId) : null,
    })
    if ('refusal' in plan) throw refusal.conflict(plan.refusal, TRANSFER_REFUSALS[plan.refusal])
    if (!talk) throw refusal.conflict('not-talking', TRANSFER_REFUSALS['not-talking'])
    const channel = talk.citizenId
    const words = { HANDED_BY: memberNameOf(session.userId), HAND_QUEUE: plan.queue ?? '', HAND_EXTEN: plan.exten, HAND_CONTEXT: plan.context }
    for (const [variable, value] of Object.entries(words)) await ami.action({ action: 'Setvar', channel, variable, value })
    // app_queue gives the citizen back to the dialplan, which knows from here what to do (extensions.conf, to-queue). By ARI: of a hang-up by AMI,
    // or of a redirect, app_queue learns only when the citizen hangs up, and would count the talk until then.
    await this.connections.ari.hangup(talk.channelId)
    this.log.log(`call ${talk.callId}: ${member} hands on to ${plan.context} ${plan.context === 'hand-to-number' ? '' : plan.exten}`)
    await this.hall.confirm((mirror) => citizenTalkOf(mirror, member)?.callId !== talk.callId)
    return this.hall.operator(session.userId)
  }

  private colleague(userId: number) {
    const member = interfaceOf(userId)
    return { state: stateOf(this.hall.now, member), queues: Object.keys(this.hall.now.members[member] ?? {}) }
  }
}
