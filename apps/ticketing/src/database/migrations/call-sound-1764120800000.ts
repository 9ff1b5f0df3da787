import type { MigrationInterface, QueryRunner } from 'typeorm'

/** How a talk sounded at its operator's browser. */
export class CallSound1764120800000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE call_sound (
      call_id varchar(64) NOT NULL,
      operator_id int NOT NULL,
      measured_at datetime(3) NOT NULL,
      jitter_ms int NOT NULL,
      loss_percent double NOT NULL,
      round_trip_ms int NULL,
      PRIMARY KEY (call_id, operator_id, measured_at),
      CONSTRAINT fk_call_sound_call FOREIGN KEY (call_id) REFERENCES calls (id) ON DELETE NO ACTION ON UPDATE NO ACTION
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`)
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE call_sound')
  }
}
