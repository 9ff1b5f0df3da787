import type { TicketState } from '@app/contracts'
import { COMPLAINTS, FAMILY, GIVEN, MIDDLE, MORE, STREETS } from './citizen-words.js'
import { DAY_SECONDS, dayAt, weekdayAt } from './day-weights.js'
import type { CityPlan, MadeCall, MadeTicket } from './made-rows.js'
import { type Draws, seededRandom, zipf } from './seeded-random.js'

const HOUR = 3_600
/** Nobody said more about the answer (CLOSE_AFTER_DAYS). */
const CLOSED_AFTER_DAYS = 5
const INFORMATION = ['ho-tich', 'cu-tru', 'chung-thuc', 'dang-ky-kinh-doanh', 'giao-duc']

interface Department {
  /** Share of the time given that an answer takes, in the middle. */
  pace: number
  charm: number
  returns: number
}

/** Tickets written in talks: each department with its own pace; one subject in one ward becomes much more in the last days. */
export class CityTickets {
  private readonly category: () => CityPlan['categories'][number]
  private readonly ward: () => CityPlan['wards'][number]
  private readonly departments = new Map<number, Department>()
  private readonly rising: { category: CityPlan['categories'][number] | undefined; ward: CityPlan['wards'][number] | undefined }

  constructor(
    private readonly plan: CityPlan,
    /** Nothing is known of what comes after. */
    private readonly horizon: number,
    private readonly draws: Draws,
  ) {
    this.category = zipf(plan.categories, draws.next)
    this.ward = zipf(plan.wards, draws.next)
    this.rising = { category: plan.categories.find(({ code }) => code === 'cap-nuoc') ?? plan.categories.at(-1), ward: plan.wards[Math.min(6, plan.wards.length - 1)] }
  }

  of(call: MadeCall): MadeTicket {
    const { draws, horizon } = this
    const answeredAt = call.answeredAt ?? call.endedAt
    const createdAt = Math.min(horizon - 1, answeredAt + Math.round((call.talkSeconds ?? 0) * (0.5 + draws.next() * 0.5)))
    const rises = horizon - createdAt < 7 * DAY_SECONDS && draws.chance(0.06)
    const category = (rises && this.rising.category) || this.category()
    const ward = rises ? this.rising.ward : draws.chance(0.86) && this.plan.wards.length > 0 ? this.ward() : undefined
    const information = INFORMATION.includes(category.code) && draws.chance(0.7)
    const kind = information ? 'information' : draws.chance(0.86) ? 'problem' : draws.chance(0.6) ? 'proposal' : 'dossier'
    const department = this.department(category.departmentId)
    const deadlineAt = afterWorkingDays(createdAt, information ? 1 : draws.one([2, 3, 3, 5, 5, 7]))
    const atOnce = information && draws.chance(0.6)
    const takes = Math.round((deadlineAt - createdAt) * Math.min(6, draws.skewed(department.pace, 0.62)))
    const done = atOnce ? createdAt : Math.max(createdAt + 900, createdAt + takes)
    const isDone = done < horizon
    const reopened = isDone && !atOnce && draws.chance(0.035)
    const rated = isDone && draws.chance(0.24)
    const accepted = Math.min(createdAt + draws.between(600, 14_400), isDone ? done : horizon - 1)
    const state = isDone ? 'closed' : this.openState(createdAt)
    return {
      kind,
      state,
      categoryId: category.id,
      departmentId: category.departmentId,
      wardId: ward?.id ?? null,
      description: this.words(category.code),
      place: ward ? `${draws.between(1, 300)} ${draws.one(STREETS)}, ${ward.name}` : null,
      citizenName: draws.chance(0.8) ? `${draws.one(FAMILY)} ${draws.one(MIDDLE)} ${draws.one(GIVEN)}` : null,
      number: call.number,
      callId: call.id,
      createdBy: call.operatorId ?? 0,
      createdAt,
      deadlineAt,
      acceptedAt: atOnce || state === 'routed' || state === 'returned' ? null : accepted,
      answeredAt: isDone ? done : null,
      closedAt: isDone ? Math.min(horizon - 1, done + (rated ? draws.between(600, 2 * DAY_SECONDS) : CLOSED_AFTER_DAYS * DAY_SECONDS)) : null,
      extensions: !atOnce && state !== 'routed' && state !== 'returned' && takes > (deadlineAt - createdAt) * 0.9 && draws.chance(0.3) ? 1 : 0,
      reopenings: reopened ? 1 : 0,
      returned: !atOnce && draws.chance(department.returns),
      rating: rated ? Math.max(1, Math.min(5, Math.round(5.05 + department.charm - (done > deadlineAt ? 1.1 : 0) - (reopened ? 1 : 0) + draws.normal()))) : null,
    }
  }

  private openState(createdAt: number): TicketState {
    return this.horizon - createdAt < 4 * HOUR && this.draws.chance(0.6) ? 'routed' : this.draws.one(['accepted', 'accepted', 'accepted', 'accepted', 'routed', 'time-asked', 'returned'])
  }

  private words(code: string): string {
    const first = COMPLAINTS[code]
    return `${first ? this.draws.one(first) : 'Người dân hỏi thông tin'}, ${this.draws.one(MORE)}.`
  }

  private department(id: number): Department {
    const known = this.departments.get(id)
    if (known) return known
    const random = seededRandom(this.plan.seed * 31 + id * 7_919)
    const department = { pace: 0.35 + random() * 0.4, charm: random() * 0.9 - 0.45, returns: 0.01 + random() * 0.07 }
    this.departments.set(id, department)
    return department
  }
}

/** At five in the afternoon, that many days on which offices are open later. */
function afterWorkingDays(from: number, days: number): number {
  let at = from
  for (let left = days; left > 0; ) {
    at += DAY_SECONDS
    if (weekdayAt(dayAt(at)) <= 5) left--
  }
  return Date.parse(`${dayAt(at)}T17:00:00+07:00`) / 1000
}
