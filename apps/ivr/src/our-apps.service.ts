import { Inject, Injectable } from '@nestjs/common'
import { askApp } from '@app/access'
import { SETTINGS, type IvrSettings } from './settings.js'

/** Asks our other apps, as the IVR. A caller hears nothing meanwhile: every request ends within seconds, by an answer or by an error. */
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

  private ask(url: string, body?: object): Promise<unknown> {
    return askApp(url, { as: 'ivr', secret: this.settings.SESSION_SECRET, ...(body && { body }) })
  }
}
