import type { MigrationInterface, QueryRunner } from 'typeorm'

const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci'

const TABLES = {
  missed_callers: `
    id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
    number varchar(40) NULL,
    number_key varchar(40) NULL,
    open_key varchar(40) NULL,
    queue varchar(40) NULL,
    language varchar(2) NOT NULL,
    calls int NOT NULL,
    first_at datetime(3) NOT NULL,
    last_at datetime(3) NOT NULL,
    last_call_id varchar(64) NOT NULL,
    longest_wait int NOT NULL,
    taken_by int NULL,
    taken_at datetime(3) NULL,
    closed_at datetime(3) NULL,
    closed_how varchar(20) NULL,
    closed_by int NULL,
    closed_why varchar(300) NULL,
    UNIQUE INDEX uq_missed_callers_open (open_key),
    INDEX ix_missed_callers_closed (closed_at, last_at),
    INDEX ix_missed_callers_call (last_call_id),
    CONSTRAINT fk_missed_callers_taken_by FOREIGN KEY (taken_by) REFERENCES users (id) ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT fk_missed_callers_closed_by FOREIGN KEY (closed_by) REFERENCES users (id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
  operator_steps: `
    id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
    fact_id varchar(41) NOT NULL,
    user_id int NOT NULL,
    at datetime(3) NOT NULL,
    event varchar(20) NOT NULL,
    reason varchar(40) NULL,
    queue varchar(40) NULL,
    call_id varchar(64) NULL,
    by_user int NULL,
    why varchar(300) NULL,
    UNIQUE INDEX uq_operator_steps_fact (fact_id),
    INDEX ix_operator_steps_user (user_id, at)`,
  pause_reasons: `
    code varchar(40) NOT NULL PRIMARY KEY,
    name_vi varchar(60) NOT NULL,
    name_en varchar(60) NOT NULL,
    limit_minutes int NULL,
    colour varchar(20) NOT NULL,
    active tinyint(4) NOT NULL,
    place int NOT NULL,
    changed_at datetime(3) NULL,
    changed_by varchar(120) NULL`,
  dispositions: `
    id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
    queue varchar(40) NOT NULL,
    code varchar(40) NOT NULL,
    name_vi varchar(60) NOT NULL,
    name_en varchar(60) NOT NULL,
    active tinyint(4) NOT NULL,
    place int NOT NULL,
    UNIQUE INDEX uq_dispositions_code (queue, code)`,
  queue_dispositions: `
    queue varchar(40) NOT NULL PRIMARY KEY,
    required tinyint(4) NOT NULL,
    required_since datetime(3) NULL,
    changed_at datetime(3) NOT NULL,
    changed_by varchar(120) NOT NULL`,
  call_dispositions: `
    call_id varchar(64) NOT NULL PRIMARY KEY,
    queue varchar(40) NOT NULL,
    code varchar(40) NOT NULL,
    by_user int NOT NULL,
    at datetime(3) NOT NULL,
    INDEX ix_call_dispositions_code (code),
    CONSTRAINT fk_call_dispositions_by FOREIGN KEY (by_user) REFERENCES users (id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
}

const REASONS = [
  ['break', 'Giải lao', 'Break', 15, 'yellow'],
  ['meal', 'Ăn trưa', 'Meal', 60, 'orange'],
  ['meeting', 'Họp', 'Meeting', 60, 'indigo'],
  ['training', 'Đào tạo', 'Training', null, 'cyan'],
  ['paperwork', 'Xử lý hồ sơ', 'Paperwork', 30, 'grape'],
] as const

const DISPOSITIONS = [
  ['guided', 'Đã hướng dẫn', 'Guided'],
  ['ticket', 'Đã lập phiếu', 'Ticket made'],
  ['passed-on', 'Chuyển nơi khác', 'Passed on'],
  ['line-broke', 'Mất liên lạc', 'Line broke'],
  ['no-matter', 'Gọi nhầm', 'Wrong number'],
] as const

/** Who must be called back, how operators came into their states, why they may pause, and what came of a talk. */
export class DeskWork1764120300000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(TABLES)) await queryRunner.query(`CREATE TABLE ${table} (${columns}) ${OPTIONS}`)
    await queryRunner.query('ALTER TABLE calls ADD INDEX ix_calls_operator (operator_id, answered_at)')
    for (const [place, [code, vi, en, limit, colour]] of REASONS.entries())
      await queryRunner.query('INSERT INTO pause_reasons (code, name_vi, name_en, limit_minutes, colour, active, place) VALUES (?, ?, ?, ?, ?, 1, ?)', [code, vi, en, limit, colour, place])
    for (const queue of ['procedures', 'reports'])
      for (const [place, [code, vi, en]] of DISPOSITIONS.entries())
        await queryRunner.query('INSERT INTO dispositions (queue, code, name_vi, name_en, active, place) VALUES (?, ?, ?, ?, 1, ?)', [queue, code, vi, en, place])
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE calls DROP INDEX ix_calls_operator')
    for (const table of Object.keys(TABLES).reverse()) await queryRunner.query(`DROP TABLE ${table}`)
  }
}
