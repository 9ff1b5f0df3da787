import type { MigrationInterface, QueryRunner } from 'typeorm'

const ENGINE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci'
const KEPT = 'ON DELETE NO ACTION ON UPDATE NO ACTION'

/** What people of a department do with their tickets together. */
export class Inbox1764100600000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE users ADD COLUMN is_head tinyint(4) NOT NULL DEFAULT 0')
    await queryRunner.query(`ALTER TABLE tickets
      ADD COLUMN assignee_id int NULL,
      ADD COLUMN revision int NOT NULL DEFAULT 0,
      ADD COLUMN held_until datetime(3) NULL,
      ADD CONSTRAINT fk_tickets_assignee FOREIGN KEY (assignee_id) REFERENCES users (id) ${KEPT},
      ADD INDEX ix_tickets_assignee (assignee_id, state, deadline_at)`)
    await queryRunner.query("UPDATE tickets SET revision = (SELECT COUNT(*) FROM ticket_history WHERE ticket_history.ticket_id = tickets.id AND ticket_history.deed <> 'warned')")
    await queryRunner.query(`CREATE TABLE ticket_notes (
      id int NOT NULL PRIMARY KEY AUTO_INCREMENT,
      ticket_id int NOT NULL,
      written_by int NOT NULL,
      text text NOT NULL,
      written_at datetime(3) NOT NULL,
      INDEX ix_ticket_notes_ticket (ticket_id, id),
      CONSTRAINT fk_ticket_notes_ticket FOREIGN KEY (ticket_id) REFERENCES tickets (id) ${KEPT},
      CONSTRAINT fk_ticket_notes_by FOREIGN KEY (written_by) REFERENCES users (id) ${KEPT}
    ) ${ENGINE}`)
    await queryRunner.query(`CREATE TABLE ticket_mentions (
      note_id int NOT NULL,
      user_id int NOT NULL,
      read_at datetime(3) NULL,
      PRIMARY KEY (note_id, user_id),
      INDEX ix_ticket_mentions_person (user_id, read_at),
      CONSTRAINT fk_ticket_mentions_note FOREIGN KEY (note_id) REFERENCES ticket_notes (id) ${KEPT},
      CONSTRAINT fk_ticket_mentions_user FOREIGN KEY (user_id) REFERENCES users (id) ${KEPT}
    ) ${ENGINE}`)
    await queryRunner.query(`CREATE TABLE ticket_drafts (
      ticket_id int NOT NULL,
      user_id int NOT NULL,
      text text NOT NULL,
      late_reason text NOT NULL,
      saved_at datetime(3) NOT NULL,
      PRIMARY KEY (ticket_id, user_id),
      CONSTRAINT fk_ticket_drafts_ticket FOREIGN KEY (ticket_id) REFERENCES tickets (id) ${KEPT},
      CONSTRAINT fk_ticket_drafts_user FOREIGN KEY (user_id) REFERENCES users (id) ${KEPT}
    ) ${ENGINE}`)
    await queryRunner.query(`CREATE TABLE answer_templates (
      id int NOT NULL PRIMARY KEY AUTO_INCREMENT,
      department_id int NULL,
      name varchar(120) NOT NULL,
      text_vi text NOT NULL,
      text_en text NOT NULL,
      revision int NOT NULL,
      changed_at datetime(3) NOT NULL,
      changed_by varchar(120) NOT NULL,
      CONSTRAINT fk_answer_templates_department FOREIGN KEY (department_id) REFERENCES departments (id) ${KEPT}
    ) ${ENGINE}`)
    await queryRunner.query(`CREATE TABLE ticket_views (
      id int NOT NULL PRIMARY KEY AUTO_INCREMENT,
      owner_id int NOT NULL,
      department_id int NULL,
      name varchar(60) NOT NULL,
      query text NOT NULL,
      INDEX ix_ticket_views_owner (owner_id),
      INDEX ix_ticket_views_department (department_id),
      CONSTRAINT fk_ticket_views_owner FOREIGN KEY (owner_id) REFERENCES users (id) ${KEPT},
      CONSTRAINT fk_ticket_views_department FOREIGN KEY (department_id) REFERENCES departments (id) ${KEPT}
    ) ${ENGINE}`)
    await queryRunner.query(`CREATE TABLE ticket_batches (
      id int NOT NULL PRIMARY KEY AUTO_INCREMENT,
      done_by int NOT NULL,
      act varchar(10) NOT NULL,
      undo_until datetime(3) NOT NULL,
      undone_at datetime(3) NULL,
      CONSTRAINT fk_ticket_batches_by FOREIGN KEY (done_by) REFERENCES users (id) ${KEPT}
    ) ${ENGINE}`)
    await queryRunner.query(`CREATE TABLE ticket_batch_items (
      batch_id int NOT NULL,
      ticket_id int NOT NULL,
      changes mediumtext NOT NULL,
      messages text NOT NULL,
      PRIMARY KEY (batch_id, ticket_id),
      CONSTRAINT fk_ticket_batch_items_batch FOREIGN KEY (batch_id) REFERENCES ticket_batches (id) ON DELETE CASCADE ON UPDATE NO ACTION,
      CONSTRAINT fk_ticket_batch_items_ticket FOREIGN KEY (ticket_id) REFERENCES tickets (id) ${KEPT}
    ) ${ENGINE}`)
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['ticket_batch_items', 'ticket_batches', 'ticket_views', 'answer_templates', 'ticket_drafts', 'ticket_mentions', 'ticket_notes']) await queryRunner.query(`DROP TABLE ${table}`)
    await queryRunner.query('ALTER TABLE tickets DROP FOREIGN KEY fk_tickets_assignee, DROP INDEX ix_tickets_assignee')
    await queryRunner.query('ALTER TABLE tickets DROP COLUMN assignee_id, DROP COLUMN revision, DROP COLUMN held_until')
    await queryRunner.query('ALTER TABLE users DROP COLUMN is_head')
    // A chain with deeds that the version before has no words for stays as it is: rows are only ever added.
  }
}
