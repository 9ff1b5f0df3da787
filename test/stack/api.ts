import type { Call, CallSummary, DayFigures, Page, Ticket, TicketSummary, Voicemail } from '@app/contracts'
import { maskNumber } from '@app/persons-data'
import { expectEventually } from './expect-eventually.js'

const PDF = '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n'

/** The REST API as a signed-in person, through the one public address. */
export class Api {
  private constructor(
    private readonly address: string,
    /** The session, for another connection than REST. */
    readonly cookie: string,
  ) {}

  static async signIn(address: string, username: string, password: string): Promise<Api> {
    const response = await fetch(`${address}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password }),
    })
    if (!response.ok) throw new Error(`sign-in of ${username} was refused: ${response.status} ${await response.text()}`)
    return new Api(address, (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '')
  }

  async request(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(`${this.address}${path}`, {
      method,
      headers: { cookie: this.cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  }

  /** A document for the citizen, as the categories that ask for a proof want it before an answer. */
  async addProof(code: string): Promise<void> {
    const response = await fetch(`${this.address}/api/tickets/${code}/attachments?name=bien-ban.pdf&isPublic=true`, { method: 'POST', headers: { cookie: this.cookie, 'content-type': 'application/octet-stream' }, body: PDF })
    if (!response.ok) throw new Error(`a proof for ${code}: ${response.status} ${await response.text()}`)
  }

  async get<T>(path: string): Promise<T> {
    const response = await this.request('GET', path)
    if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as T
  }

  today(): Promise<DayFigures> {
    return this.get('/api/statistics/today')
  }

  async callsOf(number: string): Promise<CallSummary[]> {
    return (await this.get<Page<CallSummary>>(`/api/calls?number=${number}`)).items
  }

  /** The one call of this number, once it is in the log and has ended. */
  async endedCallOf(number: string, timeout = 60_000): Promise<Call> {
    let found: CallSummary | undefined
    await expectEventually(async () => {
      const calls = await this.callsOf(number)
      if (calls.length !== 1) throw new Error(`${calls.length} calls of ${number} are in the log`)
      found = calls[0]
      if (!found?.endedAt) throw new Error(`the call of ${number} has not ended in the log: ${JSON.stringify(found)}`)
    }, timeout)
    return this.get<Call>(`/api/calls/${found?.id}`)
  }

  /** The same, once its recording is told: that line of the journal may come after the call's end. */
  async recordedCallOf(number: string, timeout = 60_000): Promise<Call> {
    let call = await this.endedCallOf(number, timeout)
    await expectEventually(async () => {
      call = await this.get<Call>(`/api/calls/${call.id}`)
      if (!call.hasRecording) throw new Error(`the call of ${number} has no recording: ${JSON.stringify(call)}`)
    }, timeout)
    return call
  }

  async voicemailOf(number: string, timeout = 60_000): Promise<Voicemail> {
    let found: Voicemail | undefined
    await expectEventually(async () => {
      found = (await this.get<Page<Voicemail>>('/api/voicemails')).items.find((voicemail) => voicemail.number === maskNumber(number))
      if (!found) throw new Error(`no voicemail of ${number}`)
    }, timeout)
    return found as Voicemail
  }

  ticket(code: string): Promise<Ticket> {
    return this.get(`/api/tickets/${code}`)
  }

  async tickets(): Promise<TicketSummary[]> {
    return (await this.get<Page<TicketSummary>>('/api/tickets')).items
  }

  async sound(path: string): Promise<Buffer> {
    const response = await this.request('GET', path)
    if (!response.ok) throw new Error(`GET ${path}: ${response.status}`)
    return Buffer.from(await response.arrayBuffer())
  }
}
