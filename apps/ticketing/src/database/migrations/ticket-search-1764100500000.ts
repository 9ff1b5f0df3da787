import type { MigrationInterface, QueryRunner } from 'typeorm'
import { streetOf } from '../../recurrence/place-of.js'

const ENGINE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci'
const BATCH = 5_000

/** Words of tickets by block, lists in the order of an index, and what came up before. */
export class TicketSearch1764100500000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE ticket_words (
      word varchar(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
      block int NOT NULL,
      places blob NOT NULL,
      PRIMARY KEY (word, block)
    ) ${ENGINE}`)
    await queryRunner.query(`CREATE TABLE ticket_indexed_words (
      ticket_id int NOT NULL PRIMARY KEY,
      words mediumtext NOT NULL
    ) ${ENGINE}`)
    await queryRunner.query(`CREATE TABLE tickets_to_index (
      id bigint NOT NULL PRIMARY KEY AUTO_INCREMENT,
      ticket_id int NOT NULL
    ) ${ENGINE}`)
    await queryRunner.query(`CREATE TABLE ticket_recurrences (
      ticket_id int NOT NULL,
      earlier_id int NOT NULL,
      why varchar(12) NOT NULL,
      PRIMARY KEY (ticket_id, earlier_id),
      INDEX ix_ticket_recurrences_earlier (earlier_id),
      CONSTRAINT fk_ticket_recurrences_ticket FOREIGN KEY (ticket_id) REFERENCES tickets (id) ON DELETE NO ACTION ON UPDATE NO ACTION,
      CONSTRAINT fk_ticket_recurrences_earlier FOREIGN KEY (earlier_id) REFERENCES tickets (id) ON DELETE NO ACTION ON UPDATE NO ACTION
    ) ${ENGINE}`)
    await queryRunner.query('ALTER TABLE categories ADD COLUMN recurrence_days int NOT NULL DEFAULT 30')
    await queryRunner.query(`ALTER TABLE tickets
      ADD COLUMN street_key varchar(80) NULL,
      ADD INDEX ix_tickets_list (state, answered_at, deadline_at),
      ADD INDEX ix_tickets_department (department_id, state, answered_at, deadline_at),
      ADD INDEX ix_tickets_street (category_id, street_key, created_at),
      ADD INDEX ix_tickets_name (citizen_name),
      DROP INDEX ix_tickets_inbox`)
    await this.keyStreets(queryRunner)
    await queryRunner.query('INSERT INTO tickets_to_index (ticket_id) SELECT id FROM tickets ORDER BY id')
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE tickets
      ADD INDEX ix_tickets_inbox (department_id, state, deadline_at),
      ADD INDEX fk_tickets_category (category_id),
      DROP INDEX ix_tickets_list, DROP INDEX ix_tickets_department, DROP INDEX ix_tickets_street, DROP INDEX ix_tickets_name,
      DROP COLUMN street_key`)
    await queryRunner.query('ALTER TABLE categories DROP COLUMN recurrence_days')
    for (const table of ['ticket_recurrences', 'tickets_to_index', 'ticket_indexed_words', 'ticket_words']) await queryRunner.query(`DROP TABLE ${table}`)
  }

  private async keyStreets(queryRunner: QueryRunner): Promise<void> {
    for (let id = 0; ; ) {
      const rows = (await queryRunner.query('SELECT id, place FROM tickets WHERE id > ? AND place IS NOT NULL ORDER BY id LIMIT ?', [id, BATCH])) as { id: number; place: string }[]
      if (rows.length === 0) return
      id = rows.at(-1)?.id ?? id
      for (const row of rows) await queryRunner.query('UPDATE tickets SET street_key = ? WHERE id = ?', [streetOf(row.place), row.id])
    }
  }
}
