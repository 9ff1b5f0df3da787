import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What people set for their own desks. */
export class DeskSettings1795701000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE desk_settings (
      user_id int NOT NULL PRIMARY KEY,
      auto_answer tinyint(4) NOT NULL,
      CONSTRAINT fk_desk_settings_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE NO ACTION ON UPDATE NO ACTION) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`)
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE desk_settings')
  }
}
