import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Boards of tiles that managers arrange of the reports. */
export class Boards1764131100000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE boards (
      id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
      owner_id int NOT NULL,
      name varchar(80) NOT NULL,
      shared tinyint NOT NULL,
      tiles json NOT NULL,
      revision int NOT NULL,
      changed_at datetime(3) NOT NULL,
      INDEX ix_boards_owner (owner_id),
      INDEX ix_boards_shared (shared),
      CONSTRAINT fk_boards_owner FOREIGN KEY (owner_id) REFERENCES users (id) ON DELETE NO ACTION ON UPDATE NO ACTION
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`)
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE boards')
  }
}
