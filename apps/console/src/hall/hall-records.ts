import { Inject, Injectable } from '@nestjs/common'
import { askApp } from '@app/access'
import { HallDeed, QueueName, type NewHallDeed, type NewMove } from '@app/contracts'
import { refusal } from '@app/service'
import { z } from 'zod'
import { SETTINGS, type ConsoleSettings } from '../settings.js'

const Written = z.object({ id: z.number().int().positive() })
const Moved = z.object({ queues: z.array(QueueName) })

/** What supervisors do, written down by ticketing before it is done. */
@Injectable()
export class HallRecords {
  constructor(@Inject(SETTINGS) private readonly settings: ConsoleSettings) {}

  /** @throws RefusedError 503 where it cannot be written: then it is not done either */
  async write(deed: NewHallDeed): Promise<number> {
    return Written.parse(await this.ask('deeds', deed).catch(notWritten)).id
  }

  /** @throws RefusedError 503 */
  async move(move: NewMove): Promise<string[]> {
    return Moved.parse(await this.ask('moves', move).catch(notWritten)).queues
  }

  async end(id: number): Promise<void> {
    await this.ask(`deeds/${id}/ended`, {})
  }

  async open(): Promise<HallDeed[]> {
    return z.array(HallDeed).parse(await this.ask('open-deeds'))
  }

  private ask(path: string, body?: object): Promise<unknown> {
    return askApp(`${this.settings.TICKETING_URL}/api/hall/${path}`, { as: 'console', secret: this.settings.SESSION_SECRET, ...(body && { body }) })
  }
}

const notWritten = (): never => {
  throw refusal.unavailable('not-written', {
    vi: 'Chưa ghi được nhật ký nên việc này chưa thực hiện. Vui lòng thử lại sau ít phút.',
    en: 'This could not be written into the log, so it was not done. Please try again in a few minutes.',
  })
}
