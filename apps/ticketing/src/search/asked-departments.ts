import { Injectable } from '@nestjs/common'
import type { TicketQuery } from '@app/contracts'
import { DepartmentEntity } from '../database/directory.entities.js'
import { Database } from '../database/database.js'
import { doneReorganisations } from '../reorganisations/directory-of.js'
import { lineOf } from '../reorganisations/heir-of.js'

/** The department that a list is narrowed to, under its old names too. */
@Injectable()
export class AskedDepartments {
  constructor(private readonly database: Database) {}

  /** @returns null: whichever */
  async of({ departmentId }: Pick<TicketQuery, 'departmentId'>): Promise<number[] | null> {
    if (departmentId === undefined) return null
    const { manager } = this.database
    return lineOf(departmentId, await manager.find(DepartmentEntity), await doneReorganisations(manager))
  }
}
