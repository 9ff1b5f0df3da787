import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Where a flow transfers a caller who wants a department. */
export class DepartmentPhones1764100050000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE departments ADD COLUMN phone varchar(15) NULL')
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE departments DROP COLUMN phone')
  }
}
