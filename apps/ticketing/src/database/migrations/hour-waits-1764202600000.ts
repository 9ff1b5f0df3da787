import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Waits by the hour of the day, for the service level with any T. */
export class HourWaits1764202600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE hour_wait_roll_ups (
      grain varchar(7) NOT NULL, day date NOT NULL, seconds smallint NOT NULL, hour tinyint NOT NULL, queue varchar(40) NOT NULL, calls int NOT NULL,
      PRIMARY KEY (grain, day, seconds, hour, queue)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`)
    // What is there already; one quarter hour of a day is enough, waits are counted by days.
    await runner.query(`INSERT INTO roll_ups_due (what, day, slot) SELECT 'calls', r.day, MIN(r.slot) FROM call_roll_ups r WHERE r.grain = 'quarter' GROUP BY r.day`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE hour_wait_roll_ups')
  }
}
