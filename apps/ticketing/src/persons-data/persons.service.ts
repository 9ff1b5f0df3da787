import { Injectable } from '@nestjs/common'
import type { PersonCounts, PersonOverview, PersonQuery } from '@app/contracts'
import { sameName, scopeOf } from '@app/persons-data'
import { numberKey } from '@app/phone-number'
import { In, IsNull, Like, Not, type EntityManager } from 'typeorm'
import { CallEntity, VoicemailEntity } from '../database/call.entities.js'
import { groupOf } from '../citizens/citizen-group.js'
import { CitizenEntity, CitizenNoteEntity, CitizenNumberEntity, NewTicketDraftEntity } from '../database/citizen.entities.js'
import { CitizenMessageEntity } from '../database/citizen-message.entity.js'
import { AttachmentEntity } from '../database/attachment.entity.js'
import { Database } from '../database/database.js'
import { LookEntity } from '../database/persons-data.entities.js'
import { CallBackEntity, SurveyEntity } from '../database/promise.entities.js'
import { TicketHistoryEntity, TicketTextEntity } from '../database/ticket-history.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { LookAudit } from './look-audit.js'

/** Everything that is one person's, as it is stored. */
export interface PersonHolding {
  names: string[]
  calls: CallEntity[]
  voicemails: VoicemailEntity[]
  surveys: SurveyEntity[]
  tickets: TicketEntity[]
  /** What was written with changes of the tickets, by the number of its link. */
  links: TicketHistoryEntity[]
  texts: Map<number, string>
  messages: CitizenMessageEntity[]
  attachments: AttachmentEntity[]
  callBacks: CallBackEntity[]
  /** The card: the person, and whoever was merged with them. */
  citizens: CitizenEntity[]
  citizenNumbers: CitizenNumberEntity[]
  citizenNotes: CitizenNoteEntity[]
  /** What operators still write of them. */
  drafts: NewTicketDraftEntity[]
  looks: LookEntity[]
}

const FINISHED: readonly TicketEntity['state'][] = ['told', 'closed']

/** Finds what there is of one person in the whole system. */
@Injectable()
export class PersonsService {
  constructor(
    private readonly database: Database,
    private readonly audit: LookAudit,
  ) {}

  async overview(query: PersonQuery): Promise<PersonOverview> {
    const holding = await this.holdingOf(query)
    return { counts: countsOf(holding), looks: holding.looks.length, names: holding.names, openTickets: openTicketsOf(holding).map(({ code }) => code) }
  }

  async holdingOf({ number, name, unnamed }: PersonQuery, manager: EntityManager = this.database.manager): Promise<PersonHolding> {
    const key = numberKey(number) ?? ''
    const tickets = await manager.find(TicketEntity, { where: { citizenKey: key }, order: { id: 'ASC' } })
    const calls = await manager.find(CallEntity, { where: { numberKey: key }, order: { arrivedAt: 'ASC' } })
    const scope = scopeOf({ calls, tickets: tickets.map(({ id, callId, citizenName }) => ({ id, callId, name: citizenName })) }, name, unnamed)
    const own = new Set(scope.tickets)
    const ownCalls = new Set(scope.calls)
    const callIds = In(scope.calls)
    const ticketIds = In(scope.tickets)
    const links = await manager.find(TicketHistoryEntity, { where: { ticketId: ticketIds }, order: { seq: 'ASC' } })
    const texts = await manager.findBy(TicketTextEntity, { seq: In(links.map(({ seq }) => seq)) })
    // A promise goes with the call that asked for it.
    const callBacks = (await manager.findBy(CallBackEntity, { numberKey: key })).filter(({ callId }) => name === null || ownCalls.has(callId) || scope.names.length <= 1)
    const numbers = await manager.findBy(CitizenNumberEntity, { numberKey: key })
    const known = numbers.length === 0 ? [] : await manager.findBy(CitizenEntity, { id: In(numbers.map(({ citizenId }) => citizenId)) })
    // Whoever was merged with them is the same person, however the name is written.
    const citizens = await groupOf(manager, known.filter((citizen) => name === null || (citizen.name !== null && sameName(citizen.name, name))).map(({ id }) => id))
    const ofCitizens = { citizenId: In(citizens.map(({ id }) => id)) }
    const names = [...scope.names, ...known.flatMap((citizen) => (citizen.name === null || scope.names.some((other) => sameName(other, citizen.name ?? '')) ? [] : [citizen.name]))]
    const drafts = (await manager.findBy(NewTicketDraftEntity, { numberKey: key })).filter(({ draft }) => {
      const written = typeof draft['citizenName'] === 'string' ? draft['citizenName'].trim() : ''
      return name === null || (written === '' ? unnamed || scope.names.length <= 1 : sameName(written, name))
    })
    return {
      names: [...new Set(names)],
      calls: calls.filter(({ id }) => ownCalls.has(id)),
      voicemails: await manager.findBy(VoicemailEntity, { callId: callIds }),
      surveys: await manager.findBy(SurveyEntity, { callId: callIds }),
      tickets: tickets.filter(({ id }) => own.has(id)),
      links,
      texts: new Map(texts.map(({ seq, text }) => [seq, text])),
      messages: [...(await manager.findBy(CitizenMessageEntity, { ticketId: ticketIds, recipient: Not('') })), ...(await articlesSentTo(manager, key, tickets.filter(({ id }) => own.has(id)).flatMap(({ citizenEmail }) => citizenEmail ?? [])))],
      attachments: await manager.find(AttachmentEntity, { where: { ticketId: ticketIds }, order: { id: 'ASC' } }),
      callBacks,
      citizens,
      citizenNumbers: await manager.findBy(CitizenNumberEntity, ofCitizens),
      citizenNotes: await manager.find(CitizenNoteEntity, { where: ofCitizens, order: { id: 'ASC' } }),
      drafts,
      looks: await manager.find(LookEntity, { where: { personKey: this.audit.keyOf(key) ?? IsNull() }, order: { id: 'ASC' } }),
    }
  }
}

/** Articles that were sent to a number, or to an address that stands on the person's tickets. */
async function articlesSentTo(manager: EntityManager, key: string, emails: readonly string[]): Promise<CitizenMessageEntity[]> {
  if (key === '') return []
  const sent = await manager.findBy(CitizenMessageEntity, [{ ticketId: IsNull(), channel: 'sms', recipient: Like(`%${key}`) }, { ticketId: IsNull(), channel: 'email', recipient: In([...emails]) }])
  return sent.filter(({ channel, recipient }) => channel === 'email' || numberKey(recipient) === key)
}

export const countsOf = ({ calls, voicemails, surveys, tickets, texts, messages, callBacks, citizens, drafts }: PersonHolding): PersonCounts => ({
  calls: calls.length,
  recordings: calls.filter(({ recording }) => recording !== null).length,
  voicemails: voicemails.filter(({ file }) => file !== '').length,
  remarks: surveys.filter(({ remarkFile }) => remarkFile !== null).length,
  ratings: surveys.filter(({ rating }) => rating !== null).length,
  tickets: tickets.length,
  texts: texts.size,
  messages: messages.length,
  callBacks: callBacks.length,
  citizens: citizens.filter(({ mergedIntoId }) => mergedIntoId === null).length,
  drafts: drafts.length,
})

/** Tickets that still wait for an answer, or for the citizen to get it. */
export const openTicketsOf = ({ tickets }: PersonHolding): TicketEntity[] => tickets.filter(({ state }) => !FINISHED.includes(state))
