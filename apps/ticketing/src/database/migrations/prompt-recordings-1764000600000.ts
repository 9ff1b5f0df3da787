import type { MigrationInterface, QueryRunner } from 'typeorm'

export class PromptRecordings1764000600000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE prompt_recordings (
      recording_key varchar(32) NOT NULL PRIMARY KEY,
      sound mediumblob NOT NULL,
      seconds double NOT NULL,
      recorded_by varchar(120) NOT NULL,
      recorded_at datetime(3) NOT NULL
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`)
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE prompt_recordings')
  }
}
