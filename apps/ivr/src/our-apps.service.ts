import { Inject, Injectable } from '@nestjs/common'
import { signService } from '@app/access'
import { SETTINGS, type IvrSettings } from './settings.js'

/** A caller hears nothing while somebody is asked. */
const PATIENCE_MS = 3_000

/** Asks our other apps, as the IVR. Every request ends within seconds, by an answer or by an error. */
@Injectable()
export class OurApps {
  constructor(@Inject(SETTINGS) private readonly settings: Pick<IvrSettings, 'TICKETING_URL' | 'CONSOLE_URL' | 'SESSION_SECRET'>) {}

  /** @returns null for 404 @throws Error for any other answer but 2xx, and for none */
  async ticketing(path: string, body?: object): Promise<unknown> {
    return this.ask(`${this.settings.TICKETING_URL}${path}`, body)
  }

  /** @throws as {@link ticketing} */
  async console(path: string): Promise<unknown> {
    return this.ask(`${this.settings.CONSOLE_URL}${path}`)
  }

  private async ask(url: string, body?: object): Promise<unknown> {
    const authorization = `Bearer ${await signService('ivr', this.settings.SESSION_SECRET)}`
    const response = await fetch(url, {
      method: body ? 'POST' : 'GET',
      headers: { authorization, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    if (response.status === 404) return null
    if (!response.ok) throw new Error(`${url} answers ${response.status}`)
    return response.json()
  }
}
