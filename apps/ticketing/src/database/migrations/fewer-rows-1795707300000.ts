import type { MigrationInterface, QueryRunner } from 'typeorm'

const WAITS = { wait_roll_ups: { keys: 'queue, peak, how, seconds', others: 'peak, how, seconds' }, hour_wait_roll_ups: { keys: 'seconds, hour, queue', others: 'seconds, hour' } }
const due = (row: 'OLD' | 'NEW') => `INSERT INTO roll_ups_due (what, day, slot) VALUES ('missed', DATE(${row}.last_at + INTERVAL 7 HOUR), 0);`
const differs = ['last_at', 'queue', 'closed_how', 'calls'].map((column) => `NOT (OLD.${column} <=> NEW.${column})`).join(' OR ')
const TRIGGERS = { INSERT: due('NEW'), UPDATE: `IF ${differs} THEN ${due('OLD')} ${due('NEW')} END IF;`, DELETE: due('OLD') }

/** Those who called in vain are counted beforehand; waits are kept of all queues together besides, which is what is asked for most; flows by month. */
export class FewerRows1795707300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, { keys, others }] of Object.entries(WAITS)) {
      await runner.query(`ALTER TABLE ${table} ADD COLUMN kept varchar(8) NOT NULL DEFAULT 'queue' AFTER grain, DROP PRIMARY KEY, ADD PRIMARY KEY (grain, kept, day, ${keys})`)
      await runner.query(`ALTER TABLE ${table} ALTER COLUMN kept DROP DEFAULT`)
      await runner.query(`INSERT INTO ${table} (grain, kept, day, queue, ${others}, calls) SELECT grain, 'none', day, '', ${others}, SUM(calls) FROM ${table} WHERE kept = 'queue' GROUP BY grain, day, ${others}`)
    }
    // "Within T" of each day reads the waits up to T, and no others.
    await runner.query('ALTER TABLE wait_roll_ups ADD INDEX ix_wait_roll_ups_within (grain, kept, queue, how, seconds, day, calls)')
    await runner.query("ALTER TABLE flow_figures ADD COLUMN grain varchar(5) NOT NULL DEFAULT 'day' FIRST, ADD COLUMN kept varchar(8) NOT NULL DEFAULT 'every' AFTER grain, DROP PRIMARY KEY, ADD PRIMARY KEY (grain, kept, day, version, node, next_node)")
    await runner.query('ALTER TABLE flow_figures ALTER COLUMN grain DROP DEFAULT, ALTER COLUMN kept DROP DEFAULT')
    await runner.query(
      `INSERT INTO flow_figures (grain, kept, day, version, node, next_node, calls, timed, seconds)
       SELECT 'month', 'every', DATE_FORMAT(day, '%Y-%m-01') month, version, node, next_node, SUM(calls), SUM(timed), SUM(seconds) FROM flow_figures
       WHERE day < DATE_FORMAT(UTC_TIMESTAMP() + INTERVAL 7 HOUR, '%Y-%m-01') GROUP BY month, version, node, next_node`,
    )
    await runner.query(
      `CREATE TABLE missed_roll_ups (grain varchar(5) NOT NULL, kept varchar(8) NOT NULL, day date NOT NULL, queue varchar(40) NOT NULL, how varchar(20) NOT NULL, persons int NOT NULL, calls int NOT NULL,
       PRIMARY KEY (grain, kept, day, queue, how)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
    )
    for (const [change, body] of Object.entries(TRIGGERS)) await runner.query(`CREATE TRIGGER roll_ups_missed_callers_${change.toLowerCase()} AFTER ${change} ON missed_callers FOR EACH ROW BEGIN IF @rebuilds IS NULL THEN ${body} END IF; END`)
    await runner.query(`INSERT INTO roll_ups_due (what, day, slot) SELECT DISTINCT 'missed', DATE(last_at + INTERVAL 7 HOUR), 0 FROM missed_callers`)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const change of Object.keys(TRIGGERS)) await runner.query(`DROP TRIGGER roll_ups_missed_callers_${change.toLowerCase()}`)
    await runner.query(`DELETE FROM roll_ups_due WHERE what = 'missed'`)
    await runner.query('DROP TABLE missed_roll_ups')
    await runner.query(`DELETE FROM flow_figures WHERE grain <> 'day'`)
    await runner.query('ALTER TABLE flow_figures DROP PRIMARY KEY, DROP COLUMN grain, DROP COLUMN kept, ADD PRIMARY KEY (version, day, node, next_node)')
    await runner.query('ALTER TABLE wait_roll_ups DROP INDEX ix_wait_roll_ups_within')
    for (const [table, { keys }] of Object.entries(WAITS)) {
      await runner.query(`DELETE FROM ${table} WHERE kept <> 'queue'`)
      await runner.query(`ALTER TABLE ${table} DROP PRIMARY KEY, DROP COLUMN kept, ADD PRIMARY KEY (grain, day, ${keys})`)
    }
  }
}
