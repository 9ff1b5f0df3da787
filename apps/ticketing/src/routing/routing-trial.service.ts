import { Injectable } from '@nestjs/common'
import type { LocalName, RoutingRules, Session, TicketKind, TrialDifference, TrialDifferences, TrialDifferencesQuery, TrialFigures, TrialOutcome, TrialPeriod, TriedText, TryText } from '@app/contracts'
import { makeRouter, type RoutedTicket, type Routing, type RoutingDirectory } from '@app/ticket-routing'
import { DateTime } from 'luxon'
import { In, type EntityManager } from 'typeorm'
import { Database } from '../database/database.js'
import { CategoryEntity, DepartmentEntity } from '../database/directory.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { ZONE } from '../settings.js'
import { badTicketField } from '../tickets/ticket-router.js'
import { seesTicket } from '../visibility/sees-ticket.js'
import { TicketVisibility } from '../visibility/ticket-visibility.js'
import { asksForHolder, holdersThen } from './held-subjects.js'
import { readDirectory } from './read-directory.js'
import { periodTooLong } from './routing-refusals.js'
import { RoutingRulesService } from './routing-rules.service.js'

/** Rows that are looked at before others get their turn. */
const PAGE = 1_000
/** Differences on one page of the list. */
const SHOWN = 50
/** More than this takes so long that nobody waits for it. */
const MOST_TRIED = 200_000

interface PastTicket extends RoutedTicket {
  id: number
  code: string
}

/** Both sets of rules, ready to be asked. */
interface Bench {
  published: (ticket: RoutedTicket) => Routing
  draft: (ticket: RoutedTicket) => Routing
  /** Rules ask who held a subject. */
  holders: boolean
  directory: RoutingDirectory
}

/** Where past tickets, or one that nobody made, would go by the draft and by the published rules. Nothing is changed. */
@Injectable()
export class RoutingTrialService {
  constructor(
    private readonly database: Database,
    private readonly rules: RoutingRulesService,
    private readonly visibility: TicketVisibility,
  ) {}

  /** Counts over all tickets that were made in a period. @throws RefusedError 400 for one with too many of them */
  async figures(period: TrialPeriod): Promise<TrialFigures> {
    const { manager } = this.database
    const bench = await this.bench(manager)
    await this.refuseTooMany(manager, period)
    const departments = new Map<number, { published: number; draft: number }>()
    const rules = new Map<string, number>()
    const count = (id: number, which: 'published' | 'draft') => {
      const counts = departments.get(id) ?? { published: 0, draft: 0 }
      counts[which]++
      departments.set(id, counts)
    }
    let tickets = 0
    let different = 0
    for await (const ticket of this.past(manager, period, null, bench.holders)) {
      const published = bench.published(ticket)
      const draft = bench.draft(ticket)
      tickets++
      if (!isSame(published, draft)) different++
      count(published.departmentId, 'published')
      count(draft.departmentId, 'draft')
      const id = draft.why.rule?.id ?? draft.why.by
      rules.set(id, (rules.get(id) ?? 0) + 1)
    }
    const names = await namesOf(manager)
    return {
      tickets,
      different,
      departments: [...departments].map(([id, counts]) => ({ ...named(names, id), ...counts })).sort((a, b) => b.draft - a.draft || b.published - a.published || a.code.localeCompare(b.code)),
      rules: [...rules].map(([id, count]) => ({ id, tickets: count })),
    }
  }

  /** Those that go elsewhere by the draft, a page of them, in the order in which they were made. */
  async differences({ after, ...period }: TrialDifferencesQuery, session: Session): Promise<TrialDifferences> {
    const { manager } = this.database
    const bench = await this.bench(manager)
    const found: { ticket: PastTicket; published: Routing; draft: Routing }[] = []
    let more = false
    for await (const ticket of this.past(manager, period, after ?? null, bench.holders)) {
      const published = bench.published(ticket)
      const draft = bench.draft(ticket)
      if (isSame(published, draft)) continue
      more = found.length === SHOWN
      if (more) break
      found.push({ ticket, published, draft })
    }
    const last = found.at(-1)?.ticket
    return { items: await this.shown(manager, found, bench, session), next: more && last ? `${last.at.getTime()}-${last.id}` : null }
  }

  /** @throws RefusedError 400 for a category or ward that is not there */
  async text({ text, kind, category, ward, at }: TryText): Promise<TriedText> {
    const { manager } = this.database
    const bench = await this.bench(manager)
    if (!bench.directory.categories.some(({ code }) => code === category)) throw badTicketField('category', { vi: 'Lĩnh vực đã chọn không còn.', en: 'The category does not exist.' })
    const wardId = ward === null ? null : bench.directory.departments.find(({ code, isWard }) => isWard && code === ward)?.id
    if (wardId === undefined) throw badTicketField('ward', { vi: 'Xã, phường đã chọn không còn.', en: 'The ward does not exist any more.' })
    const ticket = { kind, category, wardId, texts: [text], at: at === null ? new Date() : new Date(at), held: null }
    const names = await namesOf(manager)
    return { published: outcomeOf(bench.published(ticket), names, bench.directory), draft: outcomeOf(bench.draft(ticket), names, bench.directory) }
  }

  private async bench(manager: EntityManager): Promise<Bench> {
    const { definition, publishedDefinition } = await this.rules.details()
    const directory = await readDirectory(manager)
    const router = (rules: RoutingRules) => makeRouter(rules, directory)
    return { published: router(publishedDefinition), draft: router(definition), holders: asksForHolder(publishedDefinition) || asksForHolder(definition), directory }
  }

  private async refuseTooMany(manager: EntityManager, period: TrialPeriod): Promise<void> {
    const { begin, end } = momentsOf(period)
    const count = await manager.createQueryBuilder(TicketEntity, 'ticket').where('ticket.createdAt >= :begin AND ticket.createdAt < :end', { begin, end }).getCount()
    if (count > MOST_TRIED)
      throw periodTooLong({ vi: `Kỳ này có ${count} phiếu; vui lòng chọn kỳ ngắn hơn (tối đa ${MOST_TRIED} phiếu).`, en: `There are ${count} tickets in this period; please choose a shorter one (${MOST_TRIED} at most).` })
  }

  /** Tickets of a period in the order in which they were made, read page by page. @param after `<milliseconds>-<id>` of the last one seen */
  private async *past(manager: EntityManager, period: TrialPeriod, after: string | null, holders: boolean): AsyncGenerator<PastTicket> {
    const { begin, end } = momentsOf(period)
    let [lastAt, lastId] = after === null ? [begin, 0] : [new Date(Number(after.split('-')[0])), Number(after.split('-')[1])]
    for (;;) {
      const page = manager
        .createQueryBuilder(TicketEntity, 'ticket')
        .where('ticket.createdAt >= :begin AND ticket.createdAt >= :lastAt AND ticket.createdAt < :end AND (ticket.createdAt > :lastAt OR ticket.id > :lastId)', { begin, lastAt, lastId, end })
      const rows = await page
        .innerJoin(CategoryEntity, 'category', 'category.id = ticket.categoryId')
        .select(['ticket.id AS id', 'ticket.code AS code', 'ticket.kind AS kind', 'category.code AS category', 'ticket.wardId AS wardId', 'ticket.description AS description', 'ticket.place AS place', 'ticket.citizenKey AS citizenKey', 'ticket.createdAt AS at'])
        .orderBy('ticket.createdAt')
        .addOrderBy('ticket.id')
        .limit(PAGE)
        .getRawMany<{ id: number; code: string; kind: TicketKind; category: string; wardId: number | null; description: string; place: string | null; citizenKey: string | null; at: Date }>()
      const held = holders ? await holdersThen(manager, rows.flatMap(({ id, citizenKey }) => (citizenKey === null ? [] : [id]))) : new Map<number, NonNullable<RoutedTicket['held']>>()
      for (const { description, place, citizenKey: _key, ...row } of rows) yield { ...row, texts: [description, place ?? ''], held: held.get(row.id) ?? null }
      const last = rows.at(-1)
      if (!last || rows.length < PAGE) return
      ;[lastAt, lastId] = [last.at, last.id]
    }
  }

  private async shown(manager: EntityManager, found: { ticket: PastTicket; published: Routing; draft: Routing }[], { directory }: Bench, session: Session): Promise<TrialDifference[]> {
    const names = await namesOf(manager)
    const categories = new Map((await manager.find(CategoryEntity)).map((row) => [row.code, { vi: row.nameVi, en: row.nameEn }]))
    const rows = new Map((await manager.findBy(TicketEntity, { id: In(found.map(({ ticket }) => ticket.id)) })).map((row) => [row.id, row]))
    const viewer = await this.visibility.viewerOf(session)
    return found.map(({ ticket, published, draft }) => {
      const row = rows.get(ticket.id)
      // What it says is only for those who may read the ticket itself.
      const seen = row !== undefined && seesTicket(viewer, row)
      return {
        code: ticket.code,
        at: ticket.at.toISOString(),
        category: categories.get(ticket.category) ?? { vi: ticket.category, en: ticket.category },
        description: seen ? row.description : null,
        place: seen ? row.place : null,
        published: outcomeOf(published, names, directory),
        draft: outcomeOf(draft, names, directory),
      }
    })
  }
}

/** From the first moment of a period until the first one after it. */
const momentsOf = ({ from, to }: TrialPeriod) => ({ begin: DateTime.fromISO(from, { zone: ZONE }).toJSDate(), end: DateTime.fromISO(to, { zone: ZONE }).plus({ days: 1 }).toJSDate() })

const same = (a: readonly number[], b: readonly number[]): boolean => a.length === b.length && a.every((id) => b.includes(id))

/** The same lead, the same people, the same supporting departments; by whichever rule. */
const isSame = (a: Routing, b: Routing): boolean => a.departmentId === b.departmentId && same(a.people, b.people) && same(a.supportIds, b.supportIds)

type Names = ReadonlyMap<number, { code: string; name: LocalName }>
const namesOf = async (manager: EntityManager): Promise<Names> =>
  new Map((await manager.find(DepartmentEntity)).map((row) => [row.id, { code: row.code, name: { vi: row.nameVi, en: row.nameEn } }]))

function named(names: Names, id: number): { code: string; name: LocalName } {
  const found = names.get(id)
  if (!found) throw new Error(`department ${id} is gone`)
  return found
}

const outcomeOf = ({ departmentId, supportIds, people, why }: Routing, names: Names, directory: RoutingDirectory): TrialOutcome => ({
  department: named(names, departmentId).name,
  support: supportIds.map((id) => named(names, id).name),
  people: directory.people.filter(({ id }) => people.includes(id)).map(({ username }) => username),
  why,
})
