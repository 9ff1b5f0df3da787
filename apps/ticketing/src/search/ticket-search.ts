import { Injectable } from '@nestjs/common'
import type { TicketQuery, TicketState } from '@app/contracts'
import { numberKey } from '@app/phone-number'
import { isWanted, searchPlan, searchTerms, type AllOf, type SearchPlan, type WantedWord } from '@app/word-search'
import { Database } from '../database/database.js'
import { PAGE_SIZE } from '../page.js'
import { AskedDepartments } from './asked-departments.js'
import { readSearchCursor, writeSearchCursor, type SearchCursor } from './list-cursor.js'
import { listedStates } from './listed-states.js'
import { departmentsListed, inWards, listedTickets, narrowed } from './listed-tickets.js'
import type { Asker } from '../visibility/sees-ticket.js'
import type { ListedIds } from './ticket-list.js'
import { ticketsWithTexts } from './ticket-texts.js'
import { WordIndex, type WordGroups } from './word-index.js'
import { departmentWord, stateWord, wordsOfTicket } from './words-of-ticket.js'

/** What was found, and what for. */
export interface SearchedIds extends ListedIds {
  digits: string | null
  /** Words that are marked in what was found as it is written; and in what was found with a slip. */
  exact: AllOf
  slips: readonly WantedWord[]
  withSlip: ReadonlySet<number>
}

type Tier = SearchCursor['tier']
interface Hit {
  tier: Tier
  id: number
}

/** Tickets that the index does not know as they are now, each with its words. */
type Changed = ReadonlyMap<number, ReadonlySet<string>>

const SHORTEST_NAME = 4
/** The counting of a search ends here: to look through three years for words that many tickets have would make everybody wait. */
const MOST_FOUND = 200
/** Fewer as they are written, and those with a slip are looked for too: else it would be more of what nobody meant. */
const FEW = 10
/** Later than every ticket. */
const NO_LIMIT = 2 ** 31
/** Changes that the index does not have yet and that are looked into one by one. More there are only after an upgrade, for some minutes. */
const MOST_CHANGED = 2_000
/** Tickets that fit and are then found not to be among the asked ones, before a search gives up counting. */
const MOST_CHECKED = 20_000

/**
 * Search over every ticket that a person may see: codes and numbers first, then tickets with all the words, then with a slip in one; in each
 * the newest first.
 */
@Injectable()
export class TicketSearch {
  constructor(
    private readonly database: Database,
    private readonly index: WordIndex,
    private readonly askedDepartments: AskedDepartments,
  ) {}

  async search(text: string, query: TicketQuery, asker: Asker): Promise<SearchedIds> {
    await this.index.load()
    const terms = searchTerms(text)
    const plan = searchPlan(terms, (wanted) => this.index.vocabulary.alike(wanted).some((word) => this.index.vocabulary.has(word)))
    const asked = { query, asker, narrowing: narrowing(query, asker, await this.askedDepartments.of(query.departmentId)), wards: await this.askedDepartments.of(query.wardId) }
    const changed = terms.words.length === 0 ? new Map<number, Set<string>>() : await this.changed()
    const named = terms.digits === null ? await this.withName(text.trim(), asked) : []
    const counted = await this.hits(terms.digits, named, plan, changed, asked, null)
    const after = query.after === undefined ? null : readSearchCursor(query.after)
    let rest = after === null ? counted.hits.slice((query.page - 1) * PAGE_SIZE) : counted.hits.filter((hit) => isBehind(hit, after))
    if (after !== null && counted.isLeast && rest.length <= PAGE_SIZE) rest = (await this.hits(terms.digits, named, plan, changed, asked, after)).hits
    const shown = rest.slice(0, PAGE_SIZE)
    const last = rest.length > PAGE_SIZE ? shown.at(-1) : undefined
    return {
      ids: shown.map(({ id }) => id),
      total: Math.min(counted.hits.length, MOST_FOUND),
      totalIsLeast: counted.isLeast,
      next: last ? writeSearchCursor(last) : null,
      digits: terms.digits,
      exact: plan.exact,
      slips: plan.slips.flat(),
      withSlip: new Set(shown.filter(({ tier }) => tier === 'slip').map(({ id }) => id)),
    }
  }

  /** As many as are counted, in their order, from the first or from behind `after`. */
  private async hits(digits: string | null, named: number[], plan: SearchPlan, changed: Changed, asked: Asked, after: SearchCursor | null): Promise<{ hits: Hit[]; isLeast: boolean }> {
    const hits: Hit[] = []
    const coded = new Set(digits === null ? named : await this.withDigits(digits, asked))
    let isLeast = false
    const take = async (tier: Tier, lists: AllOf[], except: AllOf | null) => {
      const below = after?.tier === tier ? after.id : NO_LIMIT
      for await (const ids of this.withWords(lists, except, below, changed, asked, () => (isLeast = true))) {
        for (const id of ids) if (!coded.has(id)) hits.push({ tier, id })
        if (hits.length > MOST_FOUND) return
      }
    }
    if (after === null) hits.push(...[...coded].map((id): Hit => ({ tier: 'code', id })))
    if (plan.exact.length > 0 && after?.tier !== 'slip' && hits.length <= MOST_FOUND) await take('exact', [plan.exact], null)
    if (plan.slips.length > 0 && hits.length < FEW && (after === null || after.tier === 'slip')) await take('slip', plan.slips, plan.exact)
    return { hits, isLeast: isLeast || hits.length > MOST_FOUND }
  }

  /** A code from its beginning, or the number of whoever it is from. */
  private async withDigits(digits: string, asked: Asked): Promise<number[]> {
    const ids = new Set<number>()
    const take = (rows: { id: number }[]) => rows.forEach(({ id }) => ids.add(id))
    const { manager } = this.database
    if (digits.length <= 9) take((await manager.query(`SELECT id FROM tickets WHERE code LIKE ? LIMIT ${MOST_FOUND}`, [`${digits}%`])) as { id: number }[])
    // Whole numbers only: digit by digit one would find out what is masked.
    const key = numberKey(digits)
    if (key !== null) take((await manager.query(`SELECT id FROM tickets WHERE citizen_key = ? LIMIT ${MOST_FOUND}`, [key])) as { id: number }[])
    return this.asked([...ids], asked)
  }

  /** Whoever it is from, by the whole name. */
  private async withName(name: string, asked: Asked): Promise<number[]> {
    if (name.length < SHORTEST_NAME) return []
    const rows = (await this.database.manager.query(`SELECT id FROM tickets WHERE citizen_name = ? ORDER BY id DESC LIMIT ${MOST_FOUND}`, [name])) as { id: number }[]
    return this.asked(rows.map(({ id }) => id), asked)
  }

  /** What the index does not know yet, with the words that these tickets have now. */
  private async changed(): Promise<Changed> {
    const rows = (await this.database.manager.query(`SELECT DISTINCT ticket_id AS id FROM (SELECT ticket_id FROM tickets_to_index ORDER BY id DESC LIMIT ${MOST_CHANGED}) latest`)) as { id: number }[]
    const tickets = await ticketsWithTexts(this.database.manager, rows.map(({ id }) => id))
    return new Map(rows.map(({ id }) => [id, new Set(wordsOf(tickets.get(id)))]))
  }

  private async *withWords(lists: AllOf[], except: AllOf | null, below: number, changed: Changed, asked: Asked, giveUp: () => void): AsyncGenerator<number[]> {
    const { groups } = asked.narrowing
    const inIndex = (all: AllOf): WordGroups => [...all.map((wanted) => this.index.vocabulary.alike(wanted)), ...groups]
    const fits = (words: ReadonlySet<string>, all: AllOf) => all.every((wanted) => anyWord(words, wanted)) && groups.every((group) => group.some((word) => words.has(word)))
    const fresh = [...changed].filter(([id, words]) => id < below && lists.some((all) => fits(words, all)) && !(except && fits(words, except))).map(([id]) => id)
    fresh.sort((a, b) => b - a)
    let checked = 0
    for await (const { from, ids } of this.index.find(lists.map(inIndex), except && inIndex(except), below)) {
      const own = fresh.filter((id) => id >= from && id < below)
      const merged = [...ids.filter((id) => !changed.has(id)), ...own].sort((a, b) => b - a)
      for (let i = 0; i < merged.length; i += MOST_FOUND) yield await this.asked(merged.slice(i, i + MOST_FOUND), asked)
      below = from
      checked += merged.length
      if (checked > MOST_CHECKED) return giveUp()
    }
  }

  /** Those of the tickets that are asked for and may be seen, the newest first. */
  private async asked(ids: number[], { query, asker, narrowing: { states, departments }, wards }: Asked): Promise<number[]> {
    if (ids.length === 0 || departments?.length === 0) return []
    const select = inWards(listedTickets(this.database.manager, query, asker, new Date()), wards).andWhere('ticket.id IN (:...ids)', { ids })
    if (states !== null) select.andWhere('ticket.state IN (:...states)', { states })
    if (departments !== null) select.andWhere('ticket.departmentId IN (:...departments)', { departments })
    const rows = await select.select('ticket.id', 'id').getRawMany<{ id: number }>()
    return rows.map(({ id }) => id).sort((a, b) => b - a)
  }
}

interface Narrowing {
  groups: WordGroups
  states: readonly TicketState[] | null
  departments: number[] | null
}

interface Asked {
  query: TicketQuery
  asker: Asker
  narrowing: Narrowing
  wards: number[] | null
}

/** What is not about words, as words of the index: so that a small department does not look through everybody's tickets. */
function narrowing(query: TicketQuery, { session, viewer }: Asker, asked: number[] | null): Narrowing {
  const states = listedStates(query, session)
  const departments = narrowed(departmentsListed(viewer, query), asked)
  return { states, departments, groups: [...(departments ? [departments.map(departmentWord)] : []), ...(states ? [states.map(stateWord)] : [])] }
}

const TIERS: readonly Tier[] = ['code', 'exact', 'slip']
const isBehind = (hit: Hit, cursor: SearchCursor) => (hit.tier === cursor.tier ? hit.id < cursor.id : TIERS.indexOf(hit.tier) > TIERS.indexOf(cursor.tier))

const wordsOf = (ticket: Parameters<typeof wordsOfTicket>[0] | undefined) => (ticket ? wordsOfTicket(ticket) : [])

function anyWord(words: ReadonlySet<string>, wanted: WantedWord): boolean {
  if (words.has(wanted.word)) return true
  if (wanted.likeness === 'same') return false
  for (const word of words) if (isWanted(wanted, word)) return true
  return false
}

