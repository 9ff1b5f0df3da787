import { randomInt } from 'node:crypto'
import { Inject, Injectable } from '@nestjs/common'
import { hashPassword } from '@app/access'
import type { Account, Accounts, AccountWithPassword, AddAccount, ChangeAccount, Session } from '@app/contracts'
import { dayOf } from '@app/metrics'
import { refusal } from '@app/service'
import { IsNull, type EntityManager } from 'typeorm'
import { duplicateKey } from '../database/database-fault.js'
import { Database } from '../database/database.js'
import { DepartmentEntity, UserEntity } from '../database/directory.entities.js'
import { DirectoryChanges } from '../directory/directory-changes.js'
import { badDirectoryField } from '../directory/directory-refusals.js'
import { Outbox } from '../outbox/outbox.js'
import { SETTINGS, TicketingSettings, ZONE } from '../settings.js'
import { isValidOn } from '@app/ticket-routing'

/** Letters and digits that nobody takes for another one; 16 of them are 79 bits. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const PASSWORD_LENGTH = 16

/** People who sign in. An account is disabled, never deleted: its name stands in histories. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly database: Database,
    private readonly changes: DirectoryChanges,
    private readonly outbox: Outbox,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
  ) {}

  async list(): Promise<Accounts> {
    const accounts = await this.database.manager.find(UserEntity, { order: { displayName: 'ASC', id: 'ASC' } })
    return { accounts: accounts.map(view), queues: this.settings.QUEUES }
  }

  /** @returns the account with its password, which nobody is told again @throws RefusedError 400, 409 for a name that is taken */
  async add({ username, ...fields }: AddAccount, session: Session): Promise<AccountWithPassword> {
    const password = oneTimePassword()
    const passwordHash = await hashPassword(password)
    const row = await this.inTransaction(async (tx) => {
      await this.check(tx, fields)
      const made = await tx.save(Object.assign(new UserEntity(), { username, ...fields, passwordHash, oneTimePassword: true, disabledAt: null, sessionsFrom: null }))
      await this.note(tx, session, null, made)
      return made
    })
    return { ...view(row), password }
  }

  /** With another role or department somebody has to sign in again. @throws RefusedError 404, 400, 409 */
  async change(id: number, fields: ChangeAccount, session: Session): Promise<Account> {
    return this.inTransaction(async (tx) => {
      const row = await this.lock(tx, id)
      await this.check(tx, fields)
      const ends = row.role !== fields.role || row.departmentId !== fields.departmentId
      if (row.role === 'admin' && fields.role !== 'admin') await this.keepAnAdmin(tx, row)
      return this.store(tx, session, row, { ...fields, ...(ends && { sessionsFrom: endedNow() }) })
    })
  }

  /** Its sessions end at once. @throws RefusedError 404, 409 for the last administrator */
  async disable(id: number, session: Session): Promise<Account> {
    return this.inTransaction(async (tx) => {
      const row = await this.lock(tx, id)
      if (row.disabledAt !== null) return view(row)
      if (row.role === 'admin') await this.keepAnAdmin(tx, row)
      return this.store(tx, session, row, { disabledAt: new Date(), sessionsFrom: endedNow() })
    })
  }

  /** A new password, shown once, and whoever is signed in has to do it again; a disabled account is there again. @throws RefusedError 404 */
  async renew(id: number, session: Session): Promise<AccountWithPassword> {
    const password = oneTimePassword()
    const passwordHash = await hashPassword(password)
    const account = await this.inTransaction(async (tx) => this.store(tx, session, await this.lock(tx, id), { passwordHash, oneTimePassword: true, disabledAt: null, sessionsFrom: endedNow() }))
    return { ...account, password }
  }

  private async inTransaction<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    try {
      return await this.database.manager.transaction(work)
    } catch (error) {
      if (duplicateKey(error) !== 'uq_users_username') throw error
      throw refusal.conflict('username-taken', { vi: 'Tên đăng nhập này đã được dùng.', en: 'This username is taken.' })
    } finally {
      this.outbox.wake()
    }
  }

  private async lock(tx: EntityManager, id: number): Promise<UserEntity> {
    const row = await tx.findOne(UserEntity, { where: { id }, lock: { mode: 'pessimistic_write' } })
    if (!row) throw refusal.notFound({ vi: 'tài khoản này', en: 'account' })
    return row
  }

  private async store(tx: EntityManager, session: Session, row: UserEntity, part: Partial<UserEntity>): Promise<Account> {
    const changed: UserEntity = { ...row, ...part }
    await tx.update(UserEntity, row.id, part)
    await this.note(tx, session, row, changed)
    return view(changed)
  }

  private async note(tx: EntityManager, session: Session, before: UserEntity | null, after: UserEntity): Promise<void> {
    const fields = async (row: UserEntity) => ({
      displayName: row.displayName,
      role: row.role,
      department: row.departmentId === null ? null : (await tx.findOneByOrFail(DepartmentEntity, { id: row.departmentId })).nameVi,
      isHead: row.isHead,
      queues: row.queues.join(', '),
      email: row.email,
      disabled: row.disabledAt !== null,
      oneTimePassword: row.oneTimePassword,
    })
    await this.changes.add(tx, { by: session.displayName, subject: 'account', subjectId: after.id, name: { vi: after.username, en: after.username }, before: before && (await fields(before)), after: await fields(after) })
  }

  /** @throws RefusedError 400 for what does not belong together */
  private async check(tx: EntityManager, { role, departmentId, isHead, queues }: ChangeAccount): Promise<void> {
    const department = departmentId === null ? null : await tx.findOneBy(DepartmentEntity, { id: departmentId })
    if ((role === 'officer') !== (department !== null)) throw badDirectoryField('departmentId', { vi: 'Cán bộ xử lý thuộc một đơn vị; các vai trò khác thì không.', en: 'An officer belongs to a department, others do not.' })
    if (department && !isValidOn(department, dayOf(new Date(), ZONE).day)) throw badDirectoryField('departmentId', { vi: 'Đơn vị này không còn hoạt động.', en: 'This department is not there any more.' })
    if (isHead && role !== 'officer') throw badDirectoryField('isHead', { vi: 'Người đứng đầu đơn vị phải là cán bộ của đơn vị.', en: 'The head of a department is one of its officers.' })
    if (queues.some((queue) => !this.settings.QUEUES.includes(queue))) throw badDirectoryField('queues', { vi: 'Hàng chờ không có.', en: 'There is no such queue.' })
  }

  private async keepAnAdmin(tx: EntityManager, { id }: UserEntity): Promise<void> {
    const others = (await tx.find(UserEntity, { where: { role: 'admin', disabledAt: IsNull() }, lock: { mode: 'pessimistic_write' } })).filter((row) => row.id !== id)
    if (others.length === 0) throw refusal.conflict('last-admin', { vi: 'Đây là tài khoản quản trị cuối cùng.', en: 'This is the last administrator.' })
  }
}

const oneTimePassword = () => Array.from({ length: PASSWORD_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')

/** A session knows the second in which it began. One that began in this very second ends too. */
const endedNow = () => new Date(Math.floor(Date.now() / 1000) * 1000 + 1000)

const view = (row: UserEntity): Account => ({
  id: row.id,
  username: row.username,
  displayName: row.displayName,
  role: row.role,
  departmentId: row.departmentId,
  isHead: row.isHead,
  queues: row.queues,
  email: row.email,
  disabledAt: row.disabledAt?.toISOString() ?? null,
  oneTimePassword: row.oneTimePassword,
})
