import type { MigrationInterface, QueryRunner } from 'typeorm'

const ENGINE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci'

/** Looks at persons' data, how long it is kept, and its erasure. */
export class PersonsData1764100800000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE personal_data_looks (
      id int NOT NULL PRIMARY KEY AUTO_INCREMENT,
      at datetime(3) NOT NULL,
      user_id int NOT NULL,
      user_name varchar(120) NOT NULL,
      role varchar(20) NOT NULL,
      what varchar(12) NOT NULL,
      purpose varchar(20) NULL,
      reason varchar(300) NULL,
      subject_kind varchar(12) NULL,
      subject_id varchar(64) NULL,
      person_key varchar(64) NULL,
      INDEX ix_looks_at (at),
      INDEX ix_looks_user (user_id, at),
      INDEX ix_looks_person (person_key, at)
    ) ${ENGINE}`)
    await queryRunner.query(`CREATE TABLE retention_rules (
      kind varchar(12) NOT NULL PRIMARY KEY,
      days int NULL,
      changed_at datetime(3) NOT NULL,
      changed_by varchar(120) NOT NULL
    ) ${ENGINE}`)
    await queryRunner.query(`CREATE TABLE retention_runs (
      day varchar(10) NOT NULL PRIMARY KEY,
      started_at datetime(3) NOT NULL,
      finished_at datetime(3) NULL,
      erased text NOT NULL
    ) ${ENGINE}`)
    await queryRunner.query(`CREATE TABLE erasures (
      id int NOT NULL PRIMARY KEY AUTO_INCREMENT,
      state varchar(12) NOT NULL,
      number_key varchar(40) NULL,
      name varchar(120) NULL,
      unnamed tinyint(4) NOT NULL,
      person_key varchar(64) NOT NULL,
      reason varchar(300) NOT NULL,
      asked_by int NOT NULL,
      asked_by_name varchar(120) NOT NULL,
      asked_at datetime(3) NOT NULL,
      decided_by int NULL,
      decided_by_name varchar(120) NULL,
      decided_at datetime(3) NULL,
      answer varchar(500) NULL,
      finished_at datetime(3) NULL,
      counts text NULL,
      INDEX ix_erasures_state (state, asked_at)
    ) ${ENGINE}`)
    await queryRunner.query('ALTER TABLE tickets ADD COLUMN erased_at datetime(3) NULL, ADD INDEX ix_tickets_closed (closed_at)')
    await queryRunner.query('ALTER TABLE call_backs MODIFY number varchar(20) NULL, MODIFY number_key varchar(40) NULL')
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("UPDATE call_backs SET number = COALESCE(number, ''), number_key = COALESCE(number_key, '')")
    await queryRunner.query('ALTER TABLE call_backs MODIFY number varchar(20) NOT NULL, MODIFY number_key varchar(40) NOT NULL')
    await queryRunner.query('ALTER TABLE tickets DROP INDEX ix_tickets_closed, DROP COLUMN erased_at')
    for (const table of ['erasures', 'retention_runs', 'retention_rules', 'personal_data_looks']) await queryRunner.query(`DROP TABLE ${table}`)
  }
}
