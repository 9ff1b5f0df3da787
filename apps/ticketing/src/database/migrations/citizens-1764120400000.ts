import type { MigrationInterface, QueryRunner } from 'typeorm'

const ENGINE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci'
const KEPT = 'ON DELETE NO ACTION ON UPDATE NO ACTION'

/** The citizen's card, and tickets that are being written at a desk. Cards are made of the names on tickets when a number is first seen. */
export class Citizens1764120400000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE citizens (
      id int NOT NULL PRIMARY KEY AUTO_INCREMENT,
      name varchar(120) NULL,
      language varchar(2) NULL,
      seen_as varchar(64) NULL,
      merged_into_id int NULL,
      seen_at datetime(3) NOT NULL,
      UNIQUE INDEX uq_citizens_seen_as (seen_as),
      INDEX ix_citizens_merged (merged_into_id),
      INDEX ix_citizens_name (name),
      INDEX ix_citizens_seen (seen_at),
      CONSTRAINT fk_citizens_merged FOREIGN KEY (merged_into_id) REFERENCES citizens (id) ${KEPT}
    ) ${ENGINE}`)
    await queryRunner.query(`CREATE TABLE citizen_numbers (
      citizen_id int NOT NULL,
      number_key varchar(40) NOT NULL,
      number varchar(40) NOT NULL,
      PRIMARY KEY (citizen_id, number_key),
      INDEX ix_citizen_numbers_key (number_key),
      CONSTRAINT fk_citizen_numbers_citizen FOREIGN KEY (citizen_id) REFERENCES citizens (id) ${KEPT}
    ) ${ENGINE}`)
    await queryRunner.query(`CREATE TABLE citizen_notes (
      id int NOT NULL PRIMARY KEY AUTO_INCREMENT,
      citizen_id int NOT NULL,
      written_by int NOT NULL,
      text text NOT NULL,
      written_at datetime(3) NOT NULL,
      INDEX ix_citizen_notes_citizen (citizen_id, id),
      CONSTRAINT fk_citizen_notes_citizen FOREIGN KEY (citizen_id) REFERENCES citizens (id) ${KEPT},
      CONSTRAINT fk_citizen_notes_by FOREIGN KEY (written_by) REFERENCES users (id) ${KEPT}
    ) ${ENGINE}`)
    await queryRunner.query(`CREATE TABLE citizen_calls (
      call_id varchar(64) NOT NULL PRIMARY KEY,
      citizen_id int NOT NULL,
      chosen_by int NOT NULL,
      chosen_at datetime(3) NOT NULL,
      INDEX ix_citizen_calls_citizen (citizen_id),
      CONSTRAINT fk_citizen_calls_citizen FOREIGN KEY (citizen_id) REFERENCES citizens (id) ${KEPT}
    ) ${ENGINE}`)
    await queryRunner.query(`CREATE TABLE citizen_tickets (
      ticket_id int NOT NULL PRIMARY KEY,
      citizen_id int NOT NULL,
      INDEX ix_citizen_tickets_citizen (citizen_id),
      CONSTRAINT fk_citizen_tickets_citizen FOREIGN KEY (citizen_id) REFERENCES citizens (id) ${KEPT}
    ) ${ENGINE}`)
    await queryRunner.query(`CREATE TABLE citizen_changes (
      id int NOT NULL PRIMARY KEY AUTO_INCREMENT,
      citizen_id int NOT NULL,
      other_id int NOT NULL,
      what varchar(12) NOT NULL,
      why varchar(300) NOT NULL,
      changed_by int NOT NULL,
      changed_at datetime(3) NOT NULL,
      undone_by int NULL,
      undone_at datetime(3) NULL,
      INDEX ix_citizen_changes_citizen (citizen_id),
      INDEX ix_citizen_changes_other (other_id),
      CONSTRAINT fk_citizen_changes_citizen FOREIGN KEY (citizen_id) REFERENCES citizens (id) ${KEPT},
      CONSTRAINT fk_citizen_changes_other FOREIGN KEY (other_id) REFERENCES citizens (id) ${KEPT}
    ) ${ENGINE}`)
    await queryRunner.query(`CREATE TABLE new_ticket_drafts (
      user_id int NOT NULL,
      origin_key varchar(80) NOT NULL,
      request_id varchar(36) NOT NULL,
      origin text NOT NULL,
      draft text NOT NULL,
      number_key varchar(40) NULL,
      written_at datetime(3) NOT NULL,
      saved_at datetime(3) NOT NULL,
      PRIMARY KEY (user_id, origin_key),
      INDEX ix_new_ticket_drafts_number (number_key),
      INDEX ix_new_ticket_drafts_saved (saved_at),
      CONSTRAINT fk_new_ticket_drafts_user FOREIGN KEY (user_id) REFERENCES users (id) ${KEPT}
    ) ${ENGINE}`)
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['new_ticket_drafts', 'citizen_changes', 'citizen_tickets', 'citizen_calls', 'citizen_notes', 'citizen_numbers', 'citizens']) await queryRunner.query(`DROP TABLE ${table}`)
  }
}
