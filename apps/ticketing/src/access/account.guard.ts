import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common'
import { signedInAt } from '@app/access'
import type { Session } from '@app/contracts'
import { refusal } from '@app/service'
import type { Request } from 'express'
import { isConnectionFault } from '../database/database-fault.js'
import { Database, databaseAway } from '../database/database.js'
import { DepartmentEntity, UserEntity } from '../database/directory.entities.js'
import { SETTINGS, TicketingSettings } from '../settings.js'

/** After the SessionGuard: ends the sessions of an account that was disabled or changed, and knows the department that a person is at now. */
@Injectable()
export class AccountGuard implements CanActivate {
  constructor(
    private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request & { session?: Session }>()
    const { session } = request
    if (!session) return true // open to everybody, or one of our own apps
    try {
      const user = await this.database.manager.findOne(UserEntity, { select: { id: true, departmentId: true, disabledAt: true, sessionsFrom: true }, where: { id: session.userId } })
      const since = await signedInAt(request.headers.cookie, this.settings.SESSION_SECRET)
      if (!user || user.disabledAt !== null || !since || (user.sessionsFrom !== null && since < user.sessionsFrom)) throw refusal.unauthenticated()
      if (session.department && user.departmentId !== session.department.id) request.session = { ...session, department: await this.departmentOf(user) }
    } catch (error) {
      throw isConnectionFault(error) ? databaseAway() : error
    }
    return true
  }

  private async departmentOf({ departmentId }: UserEntity): Promise<Session['department']> {
    const row = departmentId === null ? null : await this.database.manager.findOneBy(DepartmentEntity, { id: departmentId })
    return row && { id: row.id, name: { vi: row.nameVi, en: row.nameEn } }
  }
}
