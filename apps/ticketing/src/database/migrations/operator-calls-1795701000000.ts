import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What operators' own calls were made for. */
export class OperatorCalls1795701000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE operator_calls (
      call_id varchar(64) NOT NULL PRIMARY KEY,
      user_id int NOT NULL,
      of_kind varchar(20) NULL,
      of_id varchar(64) NULL,
      asked_at datetime(3) NOT NULL,
      trouble varchar(20) NULL,
      INDEX ix_operator_calls_of (of_kind, of_id)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`)
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE operator_calls')
  }
}
