import { Controller, Get } from '@nestjs/common'
import type { Category, Department } from '@app/contracts'
import { dayOf } from '@app/metrics'
import { May } from '../access/rights.js'
import { Database } from '../database/database.js'
import { CategoryEntity, DepartmentEntity } from '../database/directory.entities.js'
import { isValidOn } from '@app/ticket-routing'
import { ZONE } from '../settings.js'

export const departmentView = (row: DepartmentEntity): Department => ({ id: row.id, code: row.code, name: { vi: row.nameVi, en: row.nameEn }, type: row.type, parentId: row.parentId, phone: row.phone })
export const categoryView = (row: CategoryEntity): Category => ({
  id: row.id,
  code: row.code,
  name: { vi: row.nameVi, en: row.nameEn },
  departmentId: row.departmentId,
  needsApproval: row.needsApproval,
  needsProof: row.needsProof,
})

@Controller('api')
export class DirectoryController {
  constructor(private readonly database: Database) {}

  /** Those that are there today. */
  @Get('categories')
  @May('directory.read')
  async categories(): Promise<Category[]> {
    const { day } = dayOf(new Date(), ZONE)
    return (await this.database.manager.find(CategoryEntity, { order: { position: 'ASC', id: 'ASC' } })).filter((row) => isValidOn(row, day)).map(categoryView)
  }

  /** Those that are there today. */
  @Get('departments')
  @May('directory.read')
  async departments(): Promise<Department[]> {
    const { day } = dayOf(new Date(), ZONE)
    return (await this.database.manager.find(DepartmentEntity, { order: { id: 'ASC' } })).filter((row) => isValidOn(row, day)).map(departmentView)
  }
}
