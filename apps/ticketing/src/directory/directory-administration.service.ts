import { Injectable } from '@nestjs/common'
import type { AddCategory, AddDepartment, ChangeCategory, ChangeDepartment, DatedCategory, DatedDepartment, Directory, Session } from '@app/contracts'
import { dayOf } from '@app/metrics'
import { refusal } from '@app/service'
import { OPEN_STATES } from '@app/ticket-life'
import { In, IsNull, type EntityManager } from 'typeorm'
import { duplicateKey } from '../database/database-fault.js'
import { Database } from '../database/database.js'
import { CategoryEntity, DepartmentEntity, OpeningHoursEntity, UserEntity } from '../database/directory.entities.js'
import { DirectoryChangeEntity } from '../database/reorganisation.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { FlowPublisher } from '../flows/flow-publisher.js'
import { Outbox } from '../outbox/outbox.js'
import { PublishedDataWriter } from '../published-data/published-data-writer.js'
import { ZONE } from '../settings.js'
import { isValidOn } from '@app/ticket-routing'
import { categoryView, departmentView } from './directory.controller.js'
import { DirectoryChanges } from './directory-changes.js'
import { badDirectoryField } from './directory-refusals.js'

/** Changes shown; older ones stay in the table. */
const SHOWN_CHANGES = 100

/** Departments and categories as an administrator keeps them: added and changed, never deleted, and each change is kept. */
@Injectable()
export class DirectoryAdministration {
  constructor(
    private readonly database: Database,
    private readonly changes: DirectoryChanges,
    private readonly publisher: FlowPublisher,
    private readonly outbox: Outbox,
    private readonly writer: PublishedDataWriter,
  ) {}

  async directory(): Promise<Directory> {
    const { manager } = this.database
    const departments = await manager.find(DepartmentEntity, { order: { id: 'ASC' } })
    const categories = await manager.find(CategoryEntity, { order: { position: 'ASC', id: 'ASC' } })
    const changes = await manager.find(DirectoryChangeEntity, { order: { id: 'DESC' }, take: SHOWN_CHANGES })
    const people = await countBy(manager, UserEntity, { disabledAt: IsNull() })
    const openTickets = await countBy(manager, TicketEntity, { state: In(OPEN_STATES) })
    const ofCategories = await countBy(manager, CategoryEntity, {})
    return {
      departments: departments.map((row): DatedDepartment => ({ ...departmentView(row), phone: row.phone, email: row.email, openingHoursId: row.openingHoursId, validFrom: row.validFrom, validUntil: row.validUntil, successorId: row.successorId, isFallback: row.isFallback, people: people.get(row.id) ?? 0, openTickets: openTickets.get(row.id) ?? 0, categories: ofCategories.get(row.id) ?? 0 })),
      categories: categories.map((row): DatedCategory => ({ ...categoryView(row), validFrom: row.validFrom, validUntil: row.validUntil })),
      changes: changes.map(({ id, at, by, subject, name, fields }) => ({ id, at: at.toISOString(), by, subject, name, fields })),
    }
  }

  /** @throws RefusedError 400, 409 for a code that is taken */
  async addDepartment(wanted: AddDepartment, session: Session): Promise<void> {
    await this.change(async (tx) => {
      await this.checkPlace(tx, null, wanted)
      const { code, name, type, parentId, openingHoursId, validFrom } = wanted
      const row = await tx.save(Object.assign(new DepartmentEntity(), { code, nameVi: name.vi, nameEn: name.en, type, parentId, openingHoursId, validFrom, validUntil: null, successorId: null, phone: null, email: null, isFallback: false }))
      await this.changes.add(tx, { by: session.displayName, subject: 'department', subjectId: row.id, name, before: null, after: { code, type, ...(await this.placeNames(tx, row)), validFrom } })
    })
    await this.publisher.reach(() => this.publisher.speakDepartments())
  }

  /** @throws RefusedError 404, 400 */
  async changeDepartment(id: number, wanted: ChangeDepartment, session: Session): Promise<void> {
    await this.change(async (tx) => {
      const row = await tx.findOne(DepartmentEntity, { where: { id }, lock: { mode: 'pessimistic_write' } })
      if (!row) throw noSuchDepartment()
      await this.checkPlace(tx, id, wanted)
      const before = { ...(await this.placeNames(tx, row)), phone: row.phone, email: row.email, isFallback: row.isFallback }
      if (row.isFallback && !wanted.isFallback) throw badDirectoryField('isFallback', { vi: 'Luôn phải có một đơn vị dự phòng: hãy chọn đơn vị khác làm dự phòng.', en: 'There must always be a fallback: choose another department for it.' })
      if (wanted.isFallback && !row.isFallback) await this.takeFallback(tx, row)
      const changed = { ...row, ...wanted }
      await tx.update(DepartmentEntity, id, wanted)
      await this.changes.add(tx, { by: session.displayName, subject: 'department', subjectId: id, name: { vi: row.nameVi, en: row.nameEn }, before, after: { ...(await this.placeNames(tx, changed)), phone: changed.phone, email: changed.email, isFallback: changed.isFallback } })
    })
    await this.writer.tell()
  }

  /** @throws RefusedError 400, 409 for a code that is taken */
  async addCategory(wanted: AddCategory, session: Session): Promise<void> {
    await this.change(async (tx) => {
      await this.checkCategory(tx, wanted)
      const { name, ...more } = wanted
      const position = (await tx.maximum(CategoryEntity, 'position')) ?? 0
      const row = await tx.save(Object.assign(new CategoryEntity(), { ...more, nameVi: name.vi, nameEn: name.en, position: position + 1 }))
      await this.changes.add(tx, { by: session.displayName, subject: 'category', subjectId: row.id, name, before: null, after: await this.categoryFields(tx, row) })
    })
  }

  /** Tickets that are there keep their department and deadline. @throws RefusedError 404, 400 */
  async changeCategory(id: number, wanted: ChangeCategory, session: Session): Promise<void> {
    await this.change(async (tx) => {
      const row = await tx.findOne(CategoryEntity, { where: { id }, lock: { mode: 'pessimistic_write' } })
      if (!row) throw refusal.notFound({ vi: 'lĩnh vực này', en: 'category' })
      await this.checkCategory(tx, wanted)
      const { name, ...more } = wanted
      const part = { ...more, nameVi: name.vi, nameEn: name.en }
      await tx.update(CategoryEntity, id, part)
      await this.changes.add(tx, { by: session.displayName, subject: 'category', subjectId: id, name, before: await this.categoryFields(tx, row), after: await this.categoryFields(tx, { ...row, ...part }) })
    })
  }

  private async change(work: (tx: EntityManager) => Promise<void>): Promise<void> {
    try {
      await this.database.manager.transaction(work)
    } catch (error) {
      if (!['uq_departments_code', 'uq_categories_code'].includes(duplicateKey(error) ?? '')) throw error
      throw refusal.conflict('code-taken', { vi: 'Mã này đã được dùng.', en: 'This code is taken.' })
    }
    this.outbox.wake()
  }

  private async takeFallback(tx: EntityManager, row: DepartmentEntity): Promise<void> {
    if (row.validUntil !== null || !isValidOn(row, dayOf(new Date(), ZONE).day)) throw badDirectoryField('isFallback', { vi: 'Đơn vị dự phòng phải đang hoạt động và chưa có ngày kết thúc.', en: 'A fallback must be there now, without an end.' })
    await tx.update(DepartmentEntity, { isFallback: true }, { isFallback: false })
  }

  /** @throws RefusedError 400 for a place in the tree that cannot be */
  private async checkPlace(tx: EntityManager, id: number | null, { parentId, openingHoursId }: { parentId: number | null; openingHoursId: number }): Promise<void> {
    if (!(await tx.existsBy(OpeningHoursEntity, { id: openingHoursId }))) throw badDirectoryField('openingHoursId', { vi: 'Vui lòng chọn giờ làm việc.', en: 'Please choose opening hours.' })
    if (parentId === null) return
    const byId = new Map((await tx.find(DepartmentEntity)).map((row) => [row.id, row]))
    const parent = byId.get(parentId)
    if (!parent || parent.validUntil !== null) throw badDirectoryField('parentId', { vi: 'Đơn vị cấp trên không còn hoặc đã có ngày kết thúc.', en: 'The department above is not there any more, or has an end.' })
    for (let next: DepartmentEntity | undefined = parent; next; next = byId.get(next.parentId ?? NaN)) if (next.id === id) throw badDirectoryField('parentId', { vi: 'Một đơn vị không thể ở trên chính nó.', en: 'A department cannot stand above itself.' })
  }

  private async checkCategory(tx: EntityManager, { departmentId, validFrom, validUntil }: ChangeCategory): Promise<void> {
    const department = await tx.findOneBy(DepartmentEntity, { id: departmentId })
    if (!department || department.validUntil !== null) throw badDirectoryField('departmentId', { vi: 'Đơn vị xử lý không còn hoặc đã có ngày kết thúc.', en: 'The department is not there any more, or has an end.' })
    if (validUntil !== null && validUntil < validFrom) throw badDirectoryField('validUntil', { vi: 'Ngày cuối phải sau ngày đầu.', en: 'The last day must be after the first.' })
  }

  private async placeNames(tx: EntityManager, { parentId, openingHoursId }: DepartmentEntity): Promise<{ parent: string | null; openingHours: string }> {
    const parent = parentId === null ? null : (await tx.findOneByOrFail(DepartmentEntity, { id: parentId })).nameVi
    return { parent, openingHours: (await tx.findOneByOrFail(OpeningHoursEntity, { id: openingHoursId })).titleVi }
  }

  private async categoryFields(tx: EntityManager, { nameVi, nameEn, departmentId, needsApproval, validFrom, validUntil }: CategoryEntity) {
    return { nameVi, nameEn, department: (await tx.findOneByOrFail(DepartmentEntity, { id: departmentId })).nameVi, needsApproval, validFrom, validUntil }
  }
}

/** Rows by department. */
async function countBy<E extends { departmentId: number | null }>(manager: EntityManager, entity: new () => E, where: object): Promise<Map<number, number>> {
  const rows = await manager.createQueryBuilder(entity, 'row').select('row.departmentId', 'id').addSelect('COUNT(*)', 'count').where(where).groupBy('row.departmentId').getRawMany<{ id: number | null; count: string }>()
  return new Map(rows.flatMap(({ id, count }) => (id === null ? [] : [[id, Number(count)]])))
}

const noSuchDepartment = () => refusal.notFound({ vi: 'đơn vị này', en: 'department' })
