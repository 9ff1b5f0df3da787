import type { MigrationInterface, QueryRunner } from 'typeorm'

const ENGINE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci'

/** Messages spoken by our own calls, texts that administrators write, and who does not want to be told by which channel. */
export class Telling1764100700000 implements MigrationInterface {
  name = 'Telling1764100700000'

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE citizen_messages
      ADD COLUMN sound varchar(80) NULL,
      ADD COLUMN sound_ms int NULL,
      ADD COLUMN placements int NOT NULL DEFAULT 0,
      ADD COLUMN placed_call_id varchar(64) NULL`)
    await queryRunner.query(`CREATE TABLE message_templates (
      id int NOT NULL PRIMARY KEY AUTO_INCREMENT,
      subject varchar(12) NOT NULL,
      channel varchar(10) NOT NULL,
      language varchar(2) NOT NULL,
      version int NOT NULL,
      title varchar(200) NOT NULL,
      text text NOT NULL,
      changed_by int NOT NULL,
      changed_at datetime(3) NOT NULL,
      UNIQUE INDEX uq_message_templates_version (subject, channel, language, version),
      CONSTRAINT fk_message_templates_changed_by FOREIGN KEY (changed_by) REFERENCES users (id) ON DELETE NO ACTION ON UPDATE NO ACTION
    ) ${ENGINE}`)
    await queryRunner.query(`CREATE TABLE contact_opt_outs (
      id int NOT NULL PRIMARY KEY AUTO_INCREMENT,
      channel varchar(10) NOT NULL,
      address_key varchar(254) NOT NULL,
      opted_out_at datetime(3) NOT NULL,
      how varchar(10) NOT NULL,
      ticket_id int NOT NULL,
      UNIQUE INDEX uq_contact_opt_outs (channel, address_key),
      CONSTRAINT fk_contact_opt_outs_ticket FOREIGN KEY (ticket_id) REFERENCES tickets (id) ON DELETE NO ACTION ON UPDATE NO ACTION
    ) ${ENGINE}`)
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE contact_opt_outs')
    await queryRunner.query('DROP TABLE message_templates')
    // The code of before knows nothing of calls: an operator makes them.
    await queryRunner.query("DELETE FROM citizen_messages WHERE channel = 'phone'")
    await queryRunner.query('ALTER TABLE citizen_messages DROP COLUMN sound, DROP COLUMN sound_ms, DROP COLUMN placements, DROP COLUMN placed_call_id')
  }
}
