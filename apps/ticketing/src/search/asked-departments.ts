import { Injectable } from '@nestjs/common'
import { DepartmentEntity } from '../database/directory.entities.js'
import { Database } from '../database/database.js'
import { doneReorganisations } from '../reorganisations/directory-of.js'
import { lineOf } from '../reorganisations/heir-of.js'

/** The department or the ward that a list is narrowed to, under its old names too. */
@Injectable()
export class AskedDepartments {
  constructor(private readonly database: Database) {}

  /** @returns null: whichever */
  async of(departmentId: number | undefined): Promise<number[] | null> {
    if (departmentId === undefined) return null
    const { manager } = this.database
    return lineOf(departmentId, await manager.find(DepartmentEntity), await doneReorganisations(manager))
  }
}
