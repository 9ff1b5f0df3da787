import { Body, Controller, Get, Logger, Put } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { SaveComplaintViewers, type ComplaintViewers, type Session } from '@app/contracts'
import { RefusedError, ZodPipe } from '@app/service'
import { In, Not } from 'typeorm'
import { May } from '../access/rights.js'
import { Database } from '../database/database.js'
import { DepartmentEntity, UserEntity } from '../database/directory.entities.js'
import { ComplaintViewerEntity } from '../database/ticket-rule.entities.js'

/** The named people who see complaints about officials. */
@Controller('api/complaint-viewers')
export class ComplaintViewersController {
  private readonly log = new Logger(ComplaintViewersController.name)

  constructor(private readonly database: Database) {}

  @Get()
  @May('complaint-viewers.read')
  async read(): Promise<ComplaintViewers> {
    const { manager } = this.database
    const viewers = await manager.find(ComplaintViewerEntity, { order: { addedAt: 'ASC', userId: 'ASC' } })
    const departments = new Map((await manager.find(DepartmentEntity)).map(({ id, nameVi, nameEn }) => [id, { vi: nameVi, en: nameEn }]))
    const people = await manager.find(UserEntity, { order: { displayName: 'ASC' } })
    return {
      viewers: viewers.map(({ userId, addedAt, addedBy }) => ({ userId, addedAt: addedAt.toISOString(), addedBy })),
      people: people.map(({ id, displayName, role, departmentId }) => ({ userId: id, displayName, role, department: departmentId === null ? null : (departments.get(departmentId) ?? null) })),
    }
  }

  @Put()
  @May('complaint-viewers.edit')
  async save(@Body(new ZodPipe(SaveComplaintViewers)) body: SaveComplaintViewers, @CurrentSession() session: Session): Promise<ComplaintViewers> {
    const userIds = [...new Set(body.userIds)]
    await this.database.manager.transaction(async (tx) => {
      if ((await tx.countBy(UserEntity, { id: In(userIds) })) !== userIds.length) throw noSuchPerson()
      const there = (await tx.find(ComplaintViewerEntity, { lock: { mode: 'pessimistic_write' } })).map(({ userId }) => userId)
      await tx.delete(ComplaintViewerEntity, { userId: Not(In(userIds)) })
      const added = userIds.filter((id) => !there.includes(id))
      if (added.length > 0) await tx.insert(ComplaintViewerEntity, added.map((userId) => ({ userId, addedAt: new Date(), addedBy: session.displayName })))
      const gone = there.filter((id) => !userIds.includes(id))
      this.log.log(`complaints: seen by ${userIds.join(', ')}; new ${added.join(', ') || 'none'}, gone ${gone.join(', ') || 'none'}; by ${session.username}`)
    })
    return this.read()
  }
}

const noSuchPerson = () => {
  const message = { vi: 'Có người không còn tài khoản. Vui lòng tải lại trang.', en: 'Somebody has no account any more. Please load the page again.' }
  return new RefusedError(400, { code: 'bad-input', message, details: [{ path: 'userIds', message: message.en }] })
}
