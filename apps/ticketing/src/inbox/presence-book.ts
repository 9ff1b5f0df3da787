import type { PresentPerson } from '@app/contracts'

/** After two heart-beats that did not come somebody is gone. */
const GONE_AFTER_MS = 25_000

interface Entry extends PresentPerson {
  until: number
}

/**
 * Who has which ticket open now. In memory: it is worth nothing an hour later, ticketing is one process, and after a restart each browser
 * tells it again within ten seconds.
 */
export class PresenceBook {
  private readonly tickets = new Map<string, Map<number, Entry>>()

  /** @param now milliseconds @returns whether others are to be told */
  beat(code: string, person: { id: number; displayName: string }, doing: 'reading' | 'writing' | 'gone', now: number): boolean {
    const there = this.there(code, now)
    const before = there.get(person.id)?.doing ?? 'gone'
    if (doing === 'gone') there.delete(person.id)
    else there.set(person.id, { id: person.id, displayName: person.displayName, doing, until: now + GONE_AFTER_MS })
    if (there.size === 0) this.tickets.delete(code)
    else this.tickets.set(code, there)
    return before !== doing
  }

  /** Everybody but one. */
  others(code: string, than: number, now: number): PresentPerson[] {
    return [...this.there(code, now).values()].filter(({ id }) => id !== than).map(({ id, displayName, doing }) => ({ id, displayName, doing }))
  }

  private there(code: string, now: number): Map<number, Entry> {
    return new Map([...(this.tickets.get(code) ?? [])].filter(([, { until }]) => until > now))
  }
}
