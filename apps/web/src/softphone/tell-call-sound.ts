import type { CallSoundFigures, TellCallSound } from '@app/contracts'
import { request } from '../api/request.js'
import { RefusedRequest } from '../api/refused-request.js'

const TELL_EVERY = 4
/** Of a talk whose call is never found; at a reading each five seconds a quarter of an hour. */
const KEPT = 180
const FORBIDDEN = 403

/** Tells the server how one talk sounded; what it could not take is told again with the next. */
export class CallSoundTeller {
  private pending: CallSoundFigures[] = []
  private telling = false

  constructor(private readonly send: (callId: string, told: TellCallSound) => Promise<void> = put) {}

  /** @param callId null while Asterisk has not said which call it is */
  add(figures: CallSoundFigures, callId: string | null): void {
    this.pending = [...this.pending, figures].slice(-KEPT)
    if (callId !== null && this.pending.length >= TELL_EVERY) void this.tell(callId)
  }

  async tell(callId: string): Promise<void> {
    if (this.telling || this.pending.length === 0) return
    this.telling = true
    const told = this.pending
    try {
      await this.send(callId, { figures: told })
      this.pending = this.pending.filter((figures) => !told.includes(figures))
    } catch (error) {
      if (!(error instanceof RefusedRequest)) throw error
      // Not this person's talk: nobody will ever take them. Anything else passes.
      if (error.status === FORBIDDEN) this.pending = []
    } finally {
      this.telling = false
    }
  }
}

const put = (callId: string, told: TellCallSound) => request<void>('PUT', `/api/calls/${encodeURIComponent(callId)}/sound`, { body: told })
