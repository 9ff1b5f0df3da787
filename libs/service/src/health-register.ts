import { Injectable } from '@nestjs/common'
import type { Health } from '@app/contracts'

/** What a part says of itself. */
export interface PartHealth {
  ok: boolean
  /** False: people must look at it, and the app works all the same. */
  essential?: false
  /** What is wrong, or a figure worth seeing, in a few words. */
  detail?: string
}

/** Collects what each part of an app says of itself, for `GET /health`. */
@Injectable()
export class HealthRegister {
  private readonly probes = new Map<string, () => PartHealth>()

  /** @param probe cheap and without I/O: tells what is already known */
  part(name: string, probe: () => PartHealth): void {
    if (this.probes.has(name)) throw new Error(`Health part ${name} is registered twice`)
    this.probes.set(name, probe)
  }

  report(app: string): Health {
    const parts = Object.fromEntries([...this.probes].map(([name, probe]) => [name, probe()]))
    return { app, ok: Object.values(parts).every((part) => part.ok || part.essential === false), parts }
  }
}
