import type { MigrationInterface, QueryRunner } from 'typeorm'

const ENGINE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci'
const KEEP = 'ON DELETE NO ACTION ON UPDATE NO ACTION'

/** Categories with dates, accounts that can be disabled, reorganisations, and who must look at a ticket whose time runs out. */
export class DirectoryAdministration1764100300001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE categories ADD COLUMN valid_from date NULL, ADD COLUMN valid_until date NULL')
    await queryRunner.query('UPDATE categories SET valid_from = (SELECT valid_from FROM departments WHERE departments.id = categories.department_id)')
    await queryRunner.query('ALTER TABLE categories MODIFY valid_from date NOT NULL')
    await queryRunner.query(`ALTER TABLE users
      ADD COLUMN one_time_password tinyint(4) NOT NULL DEFAULT 0,
      ADD COLUMN is_head tinyint(4) NOT NULL DEFAULT 0,
      ADD COLUMN disabled_at datetime(3) NULL,
      ADD COLUMN sessions_from datetime(3) NULL`)
    await queryRunner.query(`CREATE TABLE reorganisations (
      id int NOT NULL PRIMARY KEY AUTO_INCREMENT,
      kind varchar(6) NOT NULL,
      day date NOT NULL,
      state varchar(10) NOT NULL,
      plan mediumtext NOT NULL,
      target_ids text NOT NULL,
      faults text NOT NULL,
      planned_by varchar(120) NOT NULL,
      planned_at datetime(3) NOT NULL,
      done_at datetime(3) NULL,
      moved_tickets int NOT NULL DEFAULT 0,
      INDEX ix_reorganisations_due (state, day)
    ) ${ENGINE}`)
    await queryRunner.query(`CREATE TABLE directory_changes (
      id int NOT NULL PRIMARY KEY AUTO_INCREMENT,
      at datetime(3) NOT NULL,
      done_by varchar(120) NOT NULL,
      subject varchar(10) NOT NULL,
      subject_id int NOT NULL,
      name text NOT NULL,
      fields text NOT NULL,
      INDEX ix_directory_changes_at (at)
    ) ${ENGINE}`)
    await queryRunner.query(`CREATE TABLE ticket_warnings (
      id int NOT NULL PRIMARY KEY AUTO_INCREMENT,
      ticket_id int NOT NULL,
      percent int NOT NULL,
      deadline_at datetime(3) NOT NULL,
      audience varchar(24) NOT NULL,
      at datetime(3) NOT NULL,
      seen_at datetime(3) NULL,
      seen_by int NULL,
      handled_at datetime(3) NULL,
      handled_by int NULL,
      UNIQUE INDEX uq_ticket_warnings_once (ticket_id, percent, deadline_at, audience),
      INDEX ix_ticket_warnings_audience (audience, handled_at),
      CONSTRAINT fk_ticket_warnings_ticket FOREIGN KEY (ticket_id) REFERENCES tickets (id) ${KEEP},
      CONSTRAINT fk_ticket_warnings_seen_by FOREIGN KEY (seen_by) REFERENCES users (id) ${KEEP},
      CONSTRAINT fk_ticket_warnings_handled_by FOREIGN KEY (handled_by) REFERENCES users (id) ${KEEP}
    ) ${ENGINE}`)
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['ticket_warnings', 'directory_changes', 'reorganisations']) await queryRunner.query(`DROP TABLE ${table}`)
    await queryRunner.query('ALTER TABLE users DROP COLUMN one_time_password, DROP COLUMN is_head, DROP COLUMN disabled_at, DROP COLUMN sessions_from')
    await queryRunner.query('ALTER TABLE categories DROP COLUMN valid_from, DROP COLUMN valid_until')
  }
}
