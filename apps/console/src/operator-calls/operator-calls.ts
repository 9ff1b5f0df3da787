import { Inject, Injectable, Logger } from '@nestjs/common'
import { askApp } from '@app/access'
import { OperatorCallOrder, OWN_CALL_CALLER, type DialRequest, type LiveOperator, type Session } from '@app/contracts'
import { interfaceOf, memberNameOf, stateOf } from '@app/queue-mirror'
import { refusal, RefusedError } from '@app/service'
import { EventEmitter } from 'node:events'
import { Connections } from '../asterisk/connections.js'
import { Hall } from '../hall/hall.js'
import { OperatorNames } from '../operators/operator-names.js'
import { SETTINGS, type ConsoleSettings } from '../settings.js'
import { planDial, type DialRefusal } from './plan-dial.js'

/** The operator's own page answers by itself, or it is not there. */
const ANSWER_MS = 6_000
const UP = '6'

const REFUSALS: Record<DialRefusal, { vi: string; en: string }> = {
  'in-a-call': { vi: 'Anh/Chị đang có cuộc gọi. Vui lòng kết thúc trước khi gọi số khác.', en: 'You have a call. Please end it before you call somebody else.' },
  'no-softphone': { vi: 'Điện thoại trên trình duyệt chưa kết nối nên chưa gọi đi được. Vui lòng kiểm tra micrô và đường truyền.', en: 'The softphone in your browser is not connected, so it cannot call. Please check the microphone and the network.' },
}

/**
 * Calls that an operator makes: first their own telephone, which answers by itself, then the citizen on the trunk. From there the dialplan goes on
 * alone (extensions.conf, operator-dial), and what became of it the journal tells.
 */
@Injectable()
export class OperatorCalls {
  private readonly log = new Logger(OperatorCalls.name)
  private readonly legs = new EventEmitter<{ leg: [string, 'up' | 'gone'] }>().setMaxListeners(0)
  private readonly dialling = new Set<number>()

  constructor(
    @Inject(SETTINGS) private readonly settings: ConsoleSettings,
    private readonly connections: Connections,
    private readonly hall: Hall,
    private readonly names: OperatorNames,
  ) {
    connections.ami.onEvent((event) => {
      const channelId = event['uniqueid'] ?? ''
      if (event['event'] === 'Newstate' && event['channelstate'] === UP) this.legs.emit('leg', channelId, 'up')
      if (event['event'] === 'Hangup') this.legs.emit('leg', channelId, 'gone')
      // Refused by the page before there was anything to hang up.
      if (event['event'] === 'OriginateResponse' && event['response'] === 'Failure') this.legs.emit('leg', channelId, 'gone')
    })
  }

  /**
   * Resolves when the operator's own telephone is in the call.
   * @throws RefusedError 409 in a call, without a softphone, or for a number that the dial rules do not allow; 503 where it cannot be written down
   */
  async dial(session: Session, request: DialRequest): Promise<LiveOperator> {
    const { userId } = session
    if (this.dialling.has(userId)) throw refusal.conflict('in-a-call', REFUSALS['in-a-call'])
    this.dialling.add(userId)
    try {
      const { ami } = this.connections
      if (!this.hall.currentHealth.asterisk) throw asteriskAway()
      const member = interfaceOf(userId)
      const contact = await ami.action({ action: 'Getvar', variable: `PJSIP_AOR(${memberNameOf(userId)},contact)` })
      const plan = planDial(stateOf(this.hall.now, member), Boolean(contact['value']))
      if (plan !== 'dial') throw refusal.conflict(plan, REFUSALS[plan])
      const { callId, number } = await this.order(userId, request)
      await this.names.remember({ userId, displayName: session.displayName, queues: session.queues })
      const [queue = ''] = Object.keys(this.hall.now.members[member] ?? {})
      const leg = this.legOf(callId)
      await ami.action({
        action: 'Originate',
        channel: member,
        context: 'operator-dial',
        exten: number,
        priority: 1,
        async: true,
        timeout: ANSWER_MS,
        channelid: callId,
        callerid: `"${OWN_CALL_CALLER}" <${OWN_CALL_CALLER}>`,
        // Out of a wrap-up comes the wrap-up of this call, not the rest of the other one's.
        variable: `${stateOf(this.hall.now, member) === 'wrap-up' ? 'WRAPPED_UP=yes,' : ''}__OPERATOR=${memberNameOf(userId)},__OPERATOR_QUEUE=${queue}`,
      })
      if ((await leg) !== 'up') throw refusal.conflict('no-softphone', REFUSALS['no-softphone'])
      this.log.log(`${memberNameOf(userId)} calls: ${callId}`)
      await this.hall.confirm((mirror) => mirror.ownCalls[member]?.callId === callId)
      return this.hall.operator(userId)
    } finally {
      this.dialling.delete(userId)
    }
  }

  /** Ticketing knows the numbers, checks the dial rules, and writes down who calls whom before it is done. */
  private async order(userId: number, request: DialRequest): Promise<{ callId: string; number: string }> {
    const answer = await askApp(`${this.settings.TICKETING_URL}/api/operator-calls`, { as: 'console', secret: this.settings.SESSION_SECRET, body: { userId, request } }).catch((error: unknown) => {
      this.log.warn(`a call of op-${userId} could not be written down: ${String(error)}`)
      throw notWritten()
    })
    const order = OperatorCallOrder.parse(answer)
    if (!order.ok) throw new RefusedError(409, order.failure)
    return order
  }

  /** Until the operator's leg is up or gone, or the patience is at its end. */
  private legOf(channelId: string): Promise<'up' | 'gone'> {
    return new Promise((resolve) => {
      const end = (state: 'up' | 'gone') => {
        clearTimeout(patience)
        this.legs.off('leg', heard)
        resolve(state)
      }
      const heard = (id: string, state: 'up' | 'gone') => {
        if (id === channelId) end(state)
      }
      const patience = setTimeout(() => end('gone'), ANSWER_MS + 1_000)
      this.legs.on('leg', heard)
    })
  }
}

const asteriskAway = () => refusal.unavailable('asterisk-away', { vi: 'Tổng đài thoại đang tạm mất kết nối. Hệ thống sẽ tự kết nối lại.', en: 'The telephone system is away at the moment. It will be back by itself.' })
const notWritten = () => refusal.unavailable('not-written', { vi: 'Chưa ghi được cuộc gọi nên hệ thống chưa gọi. Vui lòng thử lại sau ít phút.', en: 'The call could not be written down, so it was not made. Please try again in a few minutes.' })
