import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common'
import { signedInAt } from '@app/access'
import type { Session } from '@app/contracts'
import { Batches, refusal } from '@app/service'
import type { Request } from 'express'
import { In } from 'typeorm'
import { isConnectionFault } from '../database/database-fault.js'
import { Database, databaseAway } from '../database/database.js'
import { DepartmentEntity, UserEntity } from '../database/directory.entities.js'
import { SETTINGS, TicketingSettings } from '../settings.js'

const ACCOUNT = { id: true, departmentId: true, disabledAt: true, sessionsFrom: true } as const
type Account = Pick<UserEntity, keyof typeof ACCOUNT>

/** After the SessionGuard: ends the sessions of an account that was disabled or changed, and knows the department that a person is at now. */
@Injectable()
export class AccountGuard implements CanActivate {
  /** In a rush one look for all whose requests came meanwhile. */
  private readonly users = new Batches<number, Account | null>(
    async (ids) => {
      const rows = await this.database.manager.find(UserEntity, { select: ACCOUNT, where: { id: In([...new Set(ids)]) } })
      return ids.map((wanted) => ({ status: 'fulfilled', value: rows.find(({ id }) => id === wanted) ?? null }))
    },
    { most: 200, atOnce: 4 },
  )

  constructor(
    private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request & { session?: Session }>()
    const { session } = request
    if (!session) return true // open to everybody, or one of our own apps
    try {
      const user = await this.users.add(session.userId)
      const since = await signedInAt(request.headers.cookie, this.settings.SESSION_SECRET)
      if (!user || user.disabledAt !== null || !since || (user.sessionsFrom !== null && since < user.sessionsFrom)) throw refusal.unauthenticated()
      if (session.department && user.departmentId !== session.department.id) request.session = { ...session, department: await this.departmentOf(user) }
    } catch (error) {
      throw isConnectionFault(error) ? databaseAway() : error
    }
    return true
  }

  private async departmentOf({ departmentId }: Account): Promise<Session['department']> {
    const row = departmentId === null ? null : await this.database.manager.findOneBy(DepartmentEntity, { id: departmentId })
    return row && { id: row.id, name: { vi: row.nameVi, en: row.nameEn } }
  }
}
