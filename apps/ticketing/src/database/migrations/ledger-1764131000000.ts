import type { MigrationInterface, QueryRunner } from 'typeorm'

const TAIL = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci'

/** Comparisons of the calls with Asterisk's own journal. */
export class Ledger1764131000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE ledger_runs (
      id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
      night varchar(10) NULL,
      from_day varchar(10) NOT NULL,
      to_day varchar(10) NOT NULL,
      started_at datetime(3) NOT NULL,
      finished_at datetime(3) NULL,
      by_name varchar(120) NULL,
      days mediumtext NOT NULL,
      difference_count int NOT NULL,
      differences mediumtext NOT NULL,
      in_motion int NOT NULL,
      before_journal int NOT NULL,
      error_code varchar(20) NULL,
      error_detail varchar(500) NULL,
      alarm tinyint NOT NULL,
      seen_by varchar(120) NULL,
      seen_at datetime(3) NULL,
      seen_note varchar(500) NULL,
      UNIQUE INDEX uq_ledger_runs_night (night),
      INDEX ix_ledger_runs_alarm (alarm, seen_at)
    ) ${TAIL}`)
    await runner.query(`CREATE TABLE ledger_days (day varchar(10) NOT NULL PRIMARY KEY, compared_at datetime(3) NOT NULL, differences int NOT NULL) ${TAIL}`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE ledger_days')
    await runner.query('DROP TABLE ledger_runs')
  }
}
