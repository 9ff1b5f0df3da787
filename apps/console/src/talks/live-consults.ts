import { EventEmitter } from 'node:events'
import { Injectable } from '@nestjs/common'
import type { ConsultView, LiveConsult } from '@app/contracts'

/** Who asks whom, for whoever shows operators. Written by `Consults`. */
@Injectable()
export class LiveConsults {
  readonly events = new EventEmitter<{ changed: [] }>()
  private readonly byUser = new Map<number, LiveConsult>()

  of(userId: number): LiveConsult | undefined {
    return this.byUser.get(userId)
  }

  put(userId: number, { asking, asked }: ConsultView): void {
    if (asking) this.byUser.set(userId, { side: 'asks', other: asking.consulted.kind === 'operator' ? asking.consulted.displayName : null, phase: asking.phase })
    else if (asked) this.byUser.set(userId, { side: 'is-asked', other: asked.by, phase: asked.phase })
    else this.byUser.delete(userId)
    this.events.emit('changed')
  }
}
