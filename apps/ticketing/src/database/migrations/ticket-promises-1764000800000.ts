import type { MigrationInterface, QueryRunner } from 'typeorm'

const ENGINE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci'

/** What a ticket needs so that its citizen is kept informed and its deadline is watched. */
export class TicketPromises1764000800000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE tickets
      ADD COLUMN language varchar(2) NOT NULL DEFAULT 'vi',
      ADD COLUMN citizen_email varchar(254) NULL,
      ADD COLUMN tell_by varchar(10) NULL,
      ADD COLUMN stopped_at datetime(3) NULL,
      ADD COLUMN time_asked_until datetime(3) NULL,
      ADD COLUMN extensions int NOT NULL DEFAULT 0,
      ADD COLUMN reopenings int NOT NULL DEFAULT 0,
      ADD COLUMN answerable_department_id int NULL,
      ADD COLUMN merged_into_id int NULL,
      ADD COLUMN late_reason text NULL,
      ADD COLUMN told_at datetime(3) NULL,
      ADD COLUMN closed_at datetime(3) NULL,
      ADD COLUMN rating int NULL,
      ADD COLUMN deadline_minutes int NOT NULL DEFAULT 0,
      ADD COLUMN warned int NOT NULL DEFAULT 0,
      ADD COLUMN next_warning_at datetime(3) NULL,
      ADD CONSTRAINT fk_tickets_answerable FOREIGN KEY (answerable_department_id) REFERENCES departments (id) ON DELETE NO ACTION ON UPDATE NO ACTION,
      ADD CONSTRAINT fk_tickets_merged FOREIGN KEY (merged_into_id) REFERENCES tickets (id) ON DELETE NO ACTION ON UPDATE NO ACTION,
      ADD INDEX ix_tickets_next_warning (next_warning_at),
      ADD INDEX ix_tickets_told (state, told_at)`)
    // Those of before are warned of when their deadline is there; what was gone of their time is not known.
    await queryRunner.query("UPDATE tickets SET next_warning_at = deadline_at, warned = 80 WHERE state <> 'answered'")
    await queryRunner.query('ALTER TABLE categories ADD COLUMN needs_approval tinyint(4) NOT NULL DEFAULT 0')
    await queryRunner.query("UPDATE categories SET needs_approval = 1 WHERE code IN ('dat-dai', 'xay-dung', 'moi-truong', 'chinh-sach-xa-hoi')")
    await queryRunner.query(`CREATE TABLE citizen_messages (
      id int NOT NULL PRIMARY KEY AUTO_INCREMENT,
      ticket_id int NOT NULL,
      about varchar(12) NOT NULL,
      channel varchar(10) NOT NULL,
      recipient varchar(254) NOT NULL,
      subject varchar(200) NOT NULL,
      text text NOT NULL,
      state varchar(10) NOT NULL,
      attempts int NOT NULL,
      next_try_at datetime(3) NULL,
      created_at datetime(3) NOT NULL,
      sent_at datetime(3) NULL,
      trouble varchar(300) NULL,
      INDEX ix_citizen_messages_due (state, next_try_at),
      INDEX ix_citizen_messages_ticket (ticket_id),
      CONSTRAINT fk_citizen_messages_ticket FOREIGN KEY (ticket_id) REFERENCES tickets (id) ON DELETE NO ACTION ON UPDATE NO ACTION
    ) ${ENGINE}`)
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE citizen_messages')
    await queryRunner.query('ALTER TABLE categories DROP COLUMN needs_approval')
    await queryRunner.query("UPDATE tickets SET state = CASE WHEN state IN ('approved', 'told', 'closed') THEN 'answered' WHEN state IN ('asked', 'time-asked') THEN 'accepted' WHEN state = 'merged' THEN 'routed' ELSE state END")
    await queryRunner.query(`ALTER TABLE tickets
      DROP FOREIGN KEY fk_tickets_answerable, DROP FOREIGN KEY fk_tickets_merged,
      DROP INDEX ix_tickets_next_warning, DROP INDEX ix_tickets_told`)
    await queryRunner.query(`ALTER TABLE tickets
      DROP COLUMN language, DROP COLUMN citizen_email, DROP COLUMN tell_by, DROP COLUMN stopped_at, DROP COLUMN time_asked_until, DROP COLUMN extensions,
      DROP COLUMN reopenings, DROP COLUMN answerable_department_id, DROP COLUMN merged_into_id, DROP COLUMN late_reason, DROP COLUMN told_at,
      DROP COLUMN closed_at, DROP COLUMN rating, DROP COLUMN deadline_minutes, DROP COLUMN warned, DROP COLUMN next_warning_at`)
  }
}
