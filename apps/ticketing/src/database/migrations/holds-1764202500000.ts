import type { MigrationInterface, QueryRunner } from 'typeorm'

const HOLDS = 'holds_known int NOT NULL DEFAULT 0, ADD COLUMN held int NOT NULL DEFAULT 0, ADD COLUMN hold_seconds bigint NOT NULL DEFAULT 0'
const local = (moment: string) => `${moment} + INTERVAL 7 HOUR`

/**
 * How long citizens were on hold. Columns at the end that may be null are added without copying the table, however many calls there are; of calls
 * from before it nothing is known, so nothing is to be counted anew.
 */
export class Holds1764202500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE calls ADD COLUMN hold_seconds int NULL, ADD COLUMN holds text NULL, ALGORITHM=INSTANT')
    await runner.query(`ALTER TABLE call_roll_ups ADD COLUMN ${HOLDS}`)
    await runner.query(`ALTER TABLE talk_roll_ups ADD COLUMN ${HOLDS}, ADD COLUMN longest_hold int NOT NULL DEFAULT 0`)
    // Beside the trigger that asks for the other columns: a change that both see is due twice and counted once.
    await runner.query(
      `CREATE TRIGGER roll_ups_calls_hold AFTER UPDATE ON calls FOR EACH ROW FOLLOWS roll_ups_calls_update BEGIN IF @rebuilds IS NULL AND NOT (OLD.hold_seconds <=> NEW.hold_seconds) THEN
         INSERT INTO roll_ups_due (what, day, slot) VALUES ('calls', DATE(${local('NEW.arrived_at')}), FLOOR(TIME_TO_SEC(TIME(${local('NEW.arrived_at')})) / 900)); END IF; END`,
    )
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER roll_ups_calls_hold')
    await runner.query('ALTER TABLE talk_roll_ups DROP COLUMN longest_hold, DROP COLUMN hold_seconds, DROP COLUMN held, DROP COLUMN holds_known')
    await runner.query('ALTER TABLE call_roll_ups DROP COLUMN hold_seconds, DROP COLUMN held, DROP COLUMN holds_known')
    await runner.query('ALTER TABLE calls DROP COLUMN holds, DROP COLUMN hold_seconds')
  }
}
