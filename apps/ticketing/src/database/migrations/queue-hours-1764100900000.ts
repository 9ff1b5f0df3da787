import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Queues have opening hours of their own. */
export class QueueHours1764100900000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE queue_hours (
      queue varchar(40) NOT NULL PRIMARY KEY,
      opening_hours_id int NULL,
      changed_at datetime(3) NOT NULL,
      changed_by varchar(120) NOT NULL,
      CONSTRAINT fk_queue_hours_opening_hours FOREIGN KEY (opening_hours_id) REFERENCES opening_hours (id) ON DELETE NO ACTION ON UPDATE NO ACTION
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`)
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE queue_hours')
  }
}
