import type { RoutingRule, RoutingRules, RoutingWhy, RuleTime, TicketKind } from '@app/contracts'
import { openingAt } from '@app/opening-hours'
import { DateTime } from 'luxon'
import { inForce, isValidOn, type RoutedDepartment, type RoutingDirectory } from './directory.js'
import { DAY_MINUTES, minutesIn } from './week-time.js'
import { isIn, phraseOf, type Phrase } from './words-in-text.js'

/** The zone of every day and hour that a rule names. */
const ZONE = 'Asia/Ho_Chi_Minh'

/** What routing looks at. */
export interface RoutedTicket {
  kind: TicketKind
  /** Code of its category. */
  category: string
  wardId: number | null
  /** Description and place; one does not go on into the other. */
  texts: readonly string[]
  /** When it was made. */
  at: Date
  /** Who works on an open ticket of the same citizen about the same category. */
  held: { departmentId: number; userId: number | null } | null
}

export interface Routing {
  departmentId: number
  /** The department that was named, when another one has taken over from it. */
  insteadOfId: number | null
  /** Departments that take part, each once, without the lead. */
  supportIds: number[]
  /** User ids in that department: one is the person, several a pool, none leaves it to the department. */
  people: number[]
  why: RoutingWhy
}

/** There is no department at all. */
export class NobodyToRouteTo extends Error {}

/**
 * Where a ticket goes: by the first rule that is on, fits and names somebody who is there on that day (or has a successor who is); else to
 * its category's department; else to the fallback; else to any that is there; else to the fallback that is not. Never nobody.
 * @throws NobodyToRouteTo when the directory has no department at all
 */
export const route = (ticket: RoutedTicket, rules: RoutingRules, directory: RoutingDirectory): Routing => makeRouter(rules, directory)(ticket)

/** {@link route} for many tickets: what can be prepared is, once. */
export function makeRouter({ rules }: RoutingRules, directory: RoutingDirectory): (ticket: RoutedTicket) => Routing {
  const world = indexOf(directory)
  const prepared = rules.flatMap((rule, index) => (rule.on ? [prepare(rule, index + 1, world)] : []))
  return (ticket) => {
    const moment = momentOf(ticket, world)
    for (const attempt of prepared) {
      const routing = attempt(moment)
      if (routing) return routing
    }
    return byDefault(moment, world)
  }
}

/** A ticket with what is computed of it once, and only when a rule asks. */
interface Moment {
  ticket: RoutedTicket
  day: string
  /** From Monday 0:00. */
  minute: number
  phrases(): readonly Phrase[]
  isOpen(code: string): boolean | null
}

interface World extends RoutingDirectory {
  byId: ReadonlyMap<number, RoutedDepartment>
  byCode: ReadonlyMap<string, RoutedDepartment>
  departmentOf: ReadonlyMap<string, number>
  personOf: ReadonlyMap<string, RoutingDirectory['people'][number]>
  hoursOf: ReadonlyMap<string, RoutingDirectory['hours'][number]>
}

const indexOf = (directory: RoutingDirectory): World => ({
  ...directory,
  byId: new Map(directory.departments.map((department) => [department.id, department])),
  byCode: new Map(directory.departments.map((department) => [department.code, department])),
  departmentOf: new Map(directory.categories.map(({ code, departmentId }) => [code, departmentId])),
  personOf: new Map(directory.people.map((person) => [person.username, person])),
  hoursOf: new Map(directory.hours.map((hours) => [hours.code, hours])),
})

/** Of tickets that two sets of rules are tried on the words are looked for once. */
const known = new WeakMap<RoutedTicket['texts'], readonly Phrase[]>()
function phrasesOf({ texts }: RoutedTicket): readonly Phrase[] {
  const found = known.get(texts) ?? texts.map(phraseOf)
  known.set(texts, found)
  return found
}

function momentOf(ticket: RoutedTicket, world: World): Moment {
  const wall = DateTime.fromJSDate(ticket.at, { zone: ZONE })
  const open = new Map<string, boolean | null>()
  return {
    ticket,
    day: wall.toFormat('yyyy-MM-dd'),
    minute: (wall.weekday - 1) * DAY_MINUTES + wall.hour * 60 + wall.minute,
    phrases: () => phrasesOf(ticket),
    isOpen: (code) => {
      if (!open.has(code)) {
        const hours = world.hoursOf.get(code)
        open.set(code, hours ? openingAt(hours.definition, ticket.at).state === 'open' : null)
      }
      return open.get(code) ?? null
    },
  }
}

function prepare({ id, name, when, to }: RoutingRule, number: number, world: World): (moment: Moment) => Routing | null {
  const phrases = when.words.map(phraseOf)
  const isTime = timeTest(when.time)
  return (moment) => {
    const { ticket, day } = moment
    if (when.kinds.length > 0 && !when.kinds.includes(ticket.kind)) return null
    if (when.categories.length > 0 && !when.categories.includes(ticket.category)) return null
    if (when.wards.length > 0 && !isSame(ticket.wardId, when.wards, day, world)) return null
    if (when.holders !== null && (ticket.held === null || (when.holders.length > 0 && !isSame(ticket.held.departmentId, when.holders, day, world)))) return null
    if (phrases.length > 0 && !moment.phrases().some((text) => phrases.some((phrase) => isIn(phrase, text)))) return null
    if (!isTime(moment)) return null
    const named = leadOf(to.lead, ticket, world)
    const lead = inForce(named, day, world.byId)
    if (!named || !lead) return null
    const people = to.lead.by === 'holder' ? [ticket.held?.userId ?? null] : to.people.map((username) => world.personOf.get(username)?.id ?? null)
    return {
      departmentId: lead.id,
      insteadOfId: lead.id === named.id ? null : named.id,
      supportIds: supportOf(to.support, lead, day, world),
      people: [...new Set(people)].filter((person) => person !== null && world.people.some((one) => one.id === person && one.departmentId === lead.id)) as number[],
      why: { by: 'rule', rule: { id, number, name } },
    }
  }
}

function timeTest(time: RuleTime | null): (moment: Moment) => boolean {
  if (time === null) return () => true
  // Hours that are gone fit nothing, open or closed.
  if (time.by === 'hours') return ({ isOpen }) => isOpen(time.code) === time.open
  let minutes: Set<number> | undefined
  return ({ minute }) => (minutes ??= minutesIn(time)).has(minute)
}

/** Whether a department is among those with these codes, whoever took over from whom by that day. */
function isSame(id: number | null, codes: readonly string[], day: string, { byId, byCode }: World): boolean {
  const department = id === null ? undefined : byId.get(id)
  if (!department) return false
  if (codes.includes(department.code)) return true
  const now = inForce(department, day, byId)
  return now !== undefined && codes.some((code) => inForce(byCode.get(code), day, byId) === now)
}

function leadOf(lead: RoutingRule['to']['lead'], ticket: RoutedTicket, { byId, byCode, departmentOf }: World): RoutedDepartment | undefined {
  const idOf = (id: number | null | undefined) => (id === null || id === undefined ? undefined : byId.get(id))
  switch (lead.by) {
    case 'department':
      return byCode.get(lead.code)
    case 'ward':
      return idOf(ticket.wardId)
    case 'holder':
      return idOf(ticket.held?.departmentId)
    case 'category':
      return idOf(departmentOf.get(ticket.category))
    default:
      return lead satisfies never
  }
}

const supportOf = (codes: readonly string[], lead: RoutedDepartment, day: string, { byId, byCode }: World): number[] =>
  [...new Set(codes.flatMap((code) => inForce(byCode.get(code), day, byId)?.id ?? []))].filter((id) => id !== lead.id)

function byDefault({ ticket, day }: Moment, { departments, departmentOf, byId }: World): Routing {
  const named = byId.get(departmentOf.get(ticket.category) ?? NaN)
  const ofCategory = inForce(named, day, byId)
  if (named && ofCategory) return whole(ofCategory, named, 'category')
  const fallback = departments.find(({ isFallback }) => isFallback)
  const lead = inForce(fallback, day, byId) ?? departments.filter((department) => isValidOn(department, day)).sort((a, b) => a.id - b.id)[0] ?? fallback ?? departments[0]
  if (!lead) throw new NobodyToRouteTo('There is no department')
  return whole(lead, fallback ?? lead, 'fallback')
}

const whole = (lead: RoutedDepartment, named: RoutedDepartment, by: 'category' | 'fallback'): Routing => ({ departmentId: lead.id, insteadOfId: lead.id === named.id ? null : named.id, supportIds: [], people: [], why: { by, rule: null } })
