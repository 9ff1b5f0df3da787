import { Injectable, Logger } from '@nestjs/common'
import type { LocalName, NewDepartment, Reorganisation, ReorganisationEffect, ReorganisationPlan, Session } from '@app/contracts'
import { dayOf } from '@app/metrics'
import { refusal } from '@app/service'
import { In, type EntityManager } from 'typeorm'
import { Database } from '../database/database.js'
import { DepartmentEntity, OpeningHoursEntity } from '../database/directory.entities.js'
import { ReorganisationEntity } from '../database/reorganisation.entities.js'
import { badDirectoryField } from '../directory/directory-refusals.js'
import { ZONE } from '../settings.js'
import { directoryOf, lookedAt } from './directory-of.js'
import { faultWords } from './fault-words.js'
import { faultsOf, planMoves } from './plan-moves.js'

const ALREADY_PLANNED: LocalName = { vi: 'Một kế hoạch khác chưa thực hiện cũng đụng đến các đơn vị này.', en: 'Another plan that is not carried out yet touches these departments too.' }
const CODE_TAKEN = (code: string): LocalName => ({ vi: `Mã ${code} đã được dùng.`, en: `The code ${code} is taken.` })

/** Reorganisations as plans: made beforehand, with what they would move; ReorganisationWork carries them out. */
@Injectable()
export class Reorganisations {
  private readonly log = new Logger(Reorganisations.name)

  constructor(private readonly database: Database) {}

  async list(): Promise<Reorganisation[]> {
    const { manager } = this.database
    const rows = await manager.find(ReorganisationEntity, { order: { id: 'DESC' } })
    const nameOf = namesOf(await manager.find(DepartmentEntity))
    return rows.map((row) => view(row, nameOf))
  }

  /** What it would move if today were its day. @throws RefusedError 400 */
  async effect(plan: ReorganisationPlan): Promise<ReorganisationEffect> {
    const { manager } = this.database
    const directory = await directoryOf(manager, plan)
    const { reorganised, made } = lookedAt(plan)
    const departments = [...directory.departments, ...made]
    const nameOf = namesOf(departments)
    const faults = await this.faults(manager, plan)
    const moves = planMoves(reorganised, { ...directory, departments })
    const people = new Map(directory.people.map((row) => [row.id, row.displayName]))
    const categories = new Map(directory.categories.map((row): [number, LocalName] => [row.id, { vi: row.nameVi, en: row.nameEn }]))
    return {
      faults,
      tickets: counted(moves.tickets).map(({ from, to, count }) => ({ from: nameOf(from), to: nameOf(to), count })),
      people: moves.people.map(({ id, to }) => ({ name: people.get(id) ?? '', to: nameOf(to) })),
      categories: moves.categories.map(({ id, to }) => ({ name: categories.get(id) ?? nameOf(id), to: nameOf(to) })),
      below: moves.below.map(({ id, to }) => ({ name: nameOf(id), to: nameOf(to) })),
      ends: moves.ends.map(({ id, validUntil, successorId }) => ({ name: nameOf(id), lastDay: validUntil, successor: nameOf(successorId) })),
    }
  }

  /** @throws RefusedError 400 for a plan that cannot be carried out */
  async plan(plan: ReorganisationPlan, session: Session): Promise<void> {
    await this.database.manager.transaction(async (tx) => {
      // One planner at a time, or two plans could touch the same department.
      await tx.find(DepartmentEntity, { select: { id: true }, where: { id: In(plan.sources) }, lock: { mode: 'pessimistic_write' } })
      const [fault] = await this.faults(tx, plan)
      if (fault) throw badDirectoryField('plan', fault)
      await tx.insert(ReorganisationEntity, { kind: plan.kind, day: plan.day, state: 'planned', plan, targetIds: [], faults: [], plannedBy: session.displayName, plannedAt: new Date(), doneAt: null, movedTickets: 0 })
    })
    this.log.log(`reorganisation for ${plan.day} planned by ${session.username}`)
  }

  /** @throws RefusedError 404, 409 when it is under way or over */
  async cancel(id: number, session: Session): Promise<void> {
    await this.database.manager.transaction(async (tx) => {
      const row = await tx.findOne(ReorganisationEntity, { where: { id }, lock: { mode: 'pessimistic_write' } })
      if (!row) throw refusal.notFound({ vi: 'kế hoạch này', en: 'plan' })
      if (row.state !== 'planned' && row.state !== 'stuck') throw refusal.conflict('reorganisation-begun', { vi: 'Kế hoạch này đã được thực hiện hoặc đã hủy.', en: 'This plan has been carried out or cancelled.' })
      await tx.update(ReorganisationEntity, id, { state: 'cancelled' })
    })
    this.log.log(`reorganisation ${id} cancelled by ${session.username}`)
  }

  /** What keeps a plan from being carried out, as things stand. @param own the plan's own id, when it is stored */
  async faults(manager: EntityManager, plan: ReorganisationPlan, own?: number): Promise<LocalName[]> {
    const departments = await manager.find(DepartmentEntity)
    const { reorganised, made } = lookedAt(plan)
    const nameOf = namesOf([...departments, ...made])
    // A day that passed while the server stood still keeps nothing from being carried out.
    const { day: today } = dayOf(new Date(), ZONE)
    const faults = faultsOf(reorganised, [...departments, ...made], own === undefined ? today : plan.day).map((fault) => faultWords(fault, nameOf))
    const codes = plan.targets.flatMap((target) => ('made' in target ? [target.made] : []))
    for (const { code } of codes) if (departments.some((row) => row.code === code) || codes.filter((other) => other.code === code).length > 1) faults.push(CODE_TAKEN(code))
    faults.push(...(await this.placeFaults(manager, codes, departments)))
    const others = await manager.find(ReorganisationEntity, { where: { state: In(['planned', 'moving', 'stuck']) } })
    const touched = new Set([...plan.sources, ...reorganised.targets])
    const meets = others.some((row) => row.id !== own && [...row.plan.sources, ...row.plan.targets.flatMap((target) => ('departmentId' in target ? [target.departmentId] : []))].some((id) => touched.has(id)))
    return meets && own === undefined ? [...faults, ALREADY_PLANNED] : faults
  }

  private async placeFaults(manager: EntityManager, made: NewDepartment[], departments: DepartmentEntity[]): Promise<LocalName[]> {
    const hours = new Set((await manager.find(OpeningHoursEntity, { select: { id: true } })).map(({ id }) => id))
    const known = new Set(departments.map(({ id }) => id))
    return made.flatMap(({ name, parentId, openingHoursId }) => (hours.has(openingHoursId) && (parentId === null || known.has(parentId)) ? [] : [{ vi: `${name.vi}: giờ làm việc hoặc đơn vị cấp trên không có.`, en: `${name.en}: there are no such opening hours or department above.` }]))
  }
}

function counted(moves: readonly { from: number; to: number }[]): { from: number; to: number; count: number }[] {
  const ways = new Map<string, { from: number; to: number; count: number }>()
  for (const { from, to } of moves) {
    const way = ways.get(`${from} ${to}`) ?? { from, to, count: 0 }
    ways.set(`${from} ${to}`, { ...way, count: way.count + 1 })
  }
  return [...ways.values()]
}

function namesOf(departments: readonly { id: number; nameVi: string; nameEn: string }[]): (id: number) => LocalName {
  const names = new Map(departments.map((row) => [row.id, { vi: row.nameVi, en: row.nameEn }]))
  return (id) => names.get(id) ?? { vi: `(${id})`, en: `(${id})` }
}

function view(row: ReorganisationEntity, nameOf: (id: number) => LocalName): Reorganisation {
  const { id, kind, day, state, plan, plannedBy, faults, movedTickets } = row
  return {
    id,
    kind,
    day,
    state,
    note: plan.note,
    sources: plan.sources.map(nameOf),
    targets: plan.targets.map((target) => ('departmentId' in target ? nameOf(target.departmentId) : target.made.name)),
    plannedBy,
    plannedAt: row.plannedAt.toISOString(),
    doneAt: row.doneAt?.toISOString() ?? null,
    movedTickets,
    faults,
  }
}
