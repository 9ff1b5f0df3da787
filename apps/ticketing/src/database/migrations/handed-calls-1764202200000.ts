import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Which call a citizen out of an operator's own one became in a queue, and by which call a missed caller was reached. */
export class HandedCalls1764202200000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE handed_calls (
      call_id varchar(64) NOT NULL PRIMARY KEY,
      handed_from varchar(64) NOT NULL,
      INDEX ix_handed_calls_from (handed_from)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`)
    await queryRunner.query('ALTER TABLE missed_callers ADD COLUMN closed_call_id varchar(64) NULL, ADD INDEX ix_missed_callers_closed_call (closed_call_id)')
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE missed_callers DROP INDEX ix_missed_callers_closed_call, DROP COLUMN closed_call_id')
    await queryRunner.query('DROP TABLE handed_calls')
  }
}
