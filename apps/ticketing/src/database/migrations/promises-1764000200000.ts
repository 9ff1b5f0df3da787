import type { MigrationInterface, QueryRunner } from 'typeorm'

const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci'

const TABLES = {
  call_backs: `
    id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
    call_id varchar(64) NOT NULL,
    number varchar(20) NOT NULL,
    number_key varchar(40) NOT NULL,
    open_key varchar(40) NULL,
    queue varchar(40) NOT NULL,
    priority int NOT NULL,
    language varchar(2) NOT NULL,
    entered_at datetime(3) NOT NULL,
    promised_at datetime(3) NOT NULL,
    state varchar(20) NOT NULL,
    placed_call_id varchar(64) NULL,
    placements int NOT NULL,
    attempts int NOT NULL,
    last_result varchar(20) NULL,
    next_at datetime(3) NULL,
    closed_at datetime(3) NULL,
    UNIQUE INDEX uq_call_backs_call (call_id),
    UNIQUE INDEX uq_call_backs_open (open_key),
    INDEX ix_call_backs_number (number_key, promised_at)`,
  surveys: `
    call_id varchar(64) NOT NULL PRIMARY KEY,
    number_key varchar(40) NULL,
    operator_id int NULL,
    asked_at datetime(3) NOT NULL,
    rating int NULL,
    remark_file varchar(120) NULL,
    remark_seconds int NULL,
    INDEX ix_surveys_number (number_key, asked_at),
    INDEX ix_surveys_operator (operator_id, asked_at)`,
}

/** Call-backs and surveys; and tickets that nobody made by hand, out of voicemails. */
export class Promises1764000200000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(TABLES)) await queryRunner.query(`CREATE TABLE ${table} (${columns}) ${OPTIONS}`)
    await queryRunner.query('ALTER TABLE tickets MODIFY created_by int NULL')
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DELETE FROM tickets WHERE created_by IS NULL')
    await queryRunner.query('ALTER TABLE tickets MODIFY created_by int NOT NULL')
    for (const table of Object.keys(TABLES).reverse()) await queryRunner.query(`DROP TABLE ${table}`)
  }
}
