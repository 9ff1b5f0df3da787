import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Files of tickets, and categories whose answer needs one. */
export class Attachments1764100100000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE attachments (
      id int NOT NULL PRIMARY KEY AUTO_INCREMENT,
      ticket_id int NOT NULL,
      hash varchar(64) NOT NULL,
      name varchar(150) NOT NULL,
      type varchar(20) NOT NULL,
      size int NOT NULL,
      sender varchar(10) NOT NULL,
      added_by int NULL,
      added_at datetime(3) NOT NULL,
      is_public tinyint(4) NOT NULL,
      width int NULL,
      height int NULL,
      taken_at datetime(3) NULL,
      latitude double NULL,
      longitude double NULL,
      UNIQUE INDEX uq_attachments_content (ticket_id, hash),
      INDEX ix_attachments_hash (hash),
      CONSTRAINT fk_attachments_ticket FOREIGN KEY (ticket_id) REFERENCES tickets (id) ON DELETE NO ACTION ON UPDATE NO ACTION,
      CONSTRAINT fk_attachments_by FOREIGN KEY (added_by) REFERENCES users (id) ON DELETE NO ACTION ON UPDATE NO ACTION
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`)
    await queryRunner.query('ALTER TABLE categories ADD COLUMN needs_proof tinyint(4) NOT NULL DEFAULT 0')
    await queryRunner.query("UPDATE categories SET needs_proof = 1 WHERE code IN ('den-duong', 'duong-sa', 'moi-truong', 'rac-thai')")
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE categories DROP COLUMN needs_proof')
    await queryRunner.query('DROP TABLE attachments')
  }
}
