import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Post, Put } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { AnswerTemplateFields, EditAnswerTemplate, type AnswerTemplate, type Session } from '@app/contracts'
import { refusal, ZodPipe } from '@app/service'
import { In, IsNull } from 'typeorm'
import { May } from '../access/rights.js'
import { Database } from '../database/database.js'
import { DepartmentEntity } from '../database/directory.entities.js'
import { AnswerTemplateEntity } from '../database/inbox.entities.js'
import { badTicketField } from '../tickets/ticket-router.js'

/** Answers that are given often: of one department, kept by its officers, or of all, kept by supervisors. */
@Controller('api/answer-templates')
export class AnswerTemplatesController {
  constructor(private readonly database: Database) {}

  /** An officer has those of the own department and those of all. */
  @Get()
  @May('templates.read')
  async list(@CurrentSession() session: Session): Promise<AnswerTemplate[]> {
    const { manager } = this.database
    const where = session.role === 'officer' ? [{ departmentId: IsNull() }, { departmentId: session.department?.id ?? 0 }] : {}
    const rows = await manager.find(AnswerTemplateEntity, { where, order: { name: 'ASC', id: 'ASC' } })
    const departments = new Map((await manager.findBy(DepartmentEntity, { id: In(rows.flatMap(({ departmentId }) => departmentId ?? [])) })).map((row) => [row.id, { vi: row.nameVi, en: row.nameEn }]))
    return rows.map(({ changedAt, ...row }) => ({ ...row, department: (row.departmentId !== null && departments.get(row.departmentId)) || null, changedAt: changedAt.toISOString(), mayEdit: mayEdit(session, row.departmentId) }))
  }

  @Post()
  @HttpCode(204)
  @May('templates.edit')
  async make(@Body(new ZodPipe(AnswerTemplateFields)) fields: AnswerTemplateFields, @CurrentSession() session: Session): Promise<void> {
    await this.check(fields, session)
    await this.database.manager.insert(AnswerTemplateEntity, { ...fields, revision: 1, changedAt: new Date(), changedBy: session.displayName })
  }

  @Put(':id')
  @HttpCode(204)
  @May('templates.edit')
  async change(@Param('id', ParseIntPipe) id: number, @Body(new ZodPipe(EditAnswerTemplate)) { revision, ...fields }: EditAnswerTemplate, @CurrentSession() session: Session): Promise<void> {
    await this.find(id, session)
    await this.check(fields, session)
    const { affected } = await this.database.manager.update(AnswerTemplateEntity, { id, revision }, { ...fields, revision: revision + 1, changedAt: new Date(), changedBy: session.displayName })
    if (affected === 0) throw staleTemplate()
  }

  @Delete(':id')
  @HttpCode(204)
  @May('templates.edit')
  async drop(@Param('id', ParseIntPipe) id: number, @CurrentSession() session: Session): Promise<void> {
    const { departmentId } = await this.find(id, session)
    if (!mayEdit(session, departmentId)) throw refusal.forbidden()
    await this.database.manager.delete(AnswerTemplateEntity, { id })
  }

  private async find(id: number, session: Session): Promise<AnswerTemplateEntity> {
    const found = await this.database.manager.findOneBy(AnswerTemplateEntity, { id })
    if (!found || (session.role === 'officer' && found.departmentId !== null && found.departmentId !== session.department?.id)) throw refusal.notFound({ vi: 'mẫu trả lời này', en: 'answer template' })
    if (!mayEdit(session, found.departmentId)) throw refusal.forbidden()
    return found
  }

  private async check({ departmentId }: AnswerTemplateFields, session: Session): Promise<void> {
    if (!mayEdit(session, departmentId)) throw refusal.forbidden()
    if (departmentId !== null && !(await this.database.manager.existsBy(DepartmentEntity, { id: departmentId }))) throw badTicketField('departmentId', { vi: 'Vui lòng chọn một đơn vị.', en: 'Please choose a department.' })
  }
}

const mayEdit = ({ role, department }: Session, departmentId: number | null): boolean => role === 'supervisor' || role === 'admin' || (role === 'officer' && departmentId !== null && departmentId === department?.id)

const staleTemplate = () => refusal.conflict('stale-template', { vi: 'Người khác vừa sửa mẫu này. Vui lòng mở lại rồi sửa tiếp.', en: 'Somebody else has just changed this template. Please open it again and go on.' })
