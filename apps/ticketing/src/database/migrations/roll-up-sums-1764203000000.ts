import type { MigrationInterface, QueryRunner } from 'typeorm'

const KEYS = { talk_roll_ups: 'operator_id, queue', survey_roll_ups: 'queue, operator_id, rating', state_roll_ups: 'user_id, state, reason' }
const OPERATOR = { talk_roll_ups: 'operator_id', survey_roll_ups: 'operator_id', state_roll_ups: 'user_id' }
const local = (moment: string) => `${moment} + INTERVAL 7 HOUR`

/** Roll-ups by fewer keys and by month beside those by all keys, so that a question over three years of ten million calls reads few rows. */
export class RollUpSums1764203000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, keys] of Object.entries(KEYS))
      await runner.query(
        `ALTER TABLE ${table} ADD COLUMN grain varchar(5) NOT NULL DEFAULT 'day' FIRST, ADD COLUMN kept varchar(8) NOT NULL DEFAULT 'operator' AFTER grain,
         DROP PRIMARY KEY, ADD PRIMARY KEY (grain, kept, day, ${keys}), ADD INDEX ix_${table}_operator (${OPERATOR[table as keyof typeof OPERATOR]}, grain, day)`,
      )
    await runner.query(
      `ALTER TABLE ticket_roll_ups ADD COLUMN kept varchar(8) NOT NULL DEFAULT 'every' AFTER grain, DROP PRIMARY KEY, ADD PRIMARY KEY (grain, kept, day, department_id, category_id, ward_id),
       ADD INDEX ix_ticket_roll_ups_ward (ward_id, grain, kept, day), ADD INDEX ix_ticket_roll_ups_category (category_id, grain, kept, day)`,
    )
    for (const table of [...Object.keys(KEYS), 'ticket_roll_ups']) await runner.query(`ALTER TABLE ${table} ALTER COLUMN kept DROP DEFAULT${table === 'ticket_roll_ups' ? '' : ', ALTER COLUMN grain DROP DEFAULT'}`)
    await runner.query('ALTER TABLE call_roll_ups MODIFY COLUMN grain varchar(13) NOT NULL')
    await runner.query(`DELETE FROM call_roll_ups WHERE grain = 'month'`)
    // A day's states are counted of all operators in one go.
    await runner.query('ALTER TABLE operator_steps ADD INDEX ix_operator_steps_at (at)')
    // What became of those who gave up is read from the index alone.
    await runner.query('ALTER TABLE missed_callers ADD INDEX ix_missed_callers_followed (last_at, queue, closed_how, calls)')
    // The sums of what is there are counted with it.
    await this.countAnew(runner)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE operator_steps DROP INDEX ix_operator_steps_at')
    await runner.query('ALTER TABLE missed_callers DROP INDEX ix_missed_callers_followed')
    for (const [table, keys] of Object.entries(KEYS)) {
      await runner.query(`DELETE FROM ${table} WHERE grain <> 'day' OR kept <> 'operator'`)
      await runner.query(`ALTER TABLE ${table} DROP INDEX ix_${table}_operator, DROP PRIMARY KEY, DROP COLUMN grain, DROP COLUMN kept, ADD PRIMARY KEY (day, ${keys})`)
    }
    await runner.query(`DELETE FROM ticket_roll_ups WHERE kept <> 'every'`)
    await runner.query('ALTER TABLE ticket_roll_ups DROP INDEX ix_ticket_roll_ups_ward, DROP INDEX ix_ticket_roll_ups_category, DROP PRIMARY KEY, DROP COLUMN kept, ADD PRIMARY KEY (grain, day, department_id, category_id, ward_id)')
    await runner.query(`DELETE FROM call_roll_ups WHERE grain IN ('month-quarter', 'month-hour')`)
    await runner.query('ALTER TABLE call_roll_ups MODIFY COLUMN grain varchar(7) NOT NULL')
    await this.countAnew(runner)
  }

  private async countAnew(runner: QueryRunner): Promise<void> {
    const quarter = `FLOOR(TIME_TO_SEC(TIME(${local('arrived_at')})) / 900)`
    await runner.query(`INSERT INTO roll_ups_due (what, day, slot) SELECT DISTINCT 'calls', DATE(${local('arrived_at')}), ${quarter} FROM calls`)
    await runner.query(`INSERT INTO roll_ups_due (what, day, slot) SELECT DISTINCT 'surveys', DATE(${local('asked_at')}), 0 FROM surveys`)
    await runner.query(`INSERT INTO roll_ups_due (what, day, slot) SELECT DISTINCT 'tickets', DATE(${local('created_at')}), 0 FROM tickets`)
    await runner.query(`INSERT INTO roll_ups_due (what, day, slot) SELECT DISTINCT 'operators', DATE(${local('at')}), user_id FROM operator_steps`)
  }
}
