import type { MigrationInterface, QueryRunner } from 'typeorm'

const TAIL = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci'
const counts = (...names: string[]) => names.map((name) => `${name} int NOT NULL DEFAULT 0`).join(', ')
const sums = (...names: string[]) => names.map((name) => `${name} bigint NOT NULL DEFAULT 0`).join(', ')

const TABLES = {
  call_roll_ups: `grain varchar(7) NOT NULL, day date NOT NULL, slot smallint NOT NULL, queue varchar(40) NOT NULL,
    ${counts('arrived', 'offered', 'self_served', 'answered', 'abandoned', 'short_abandoned', 'called_back', 'voicemail', 'overflowed', 'waiting', 'in_time', 'waits_known', 'talks_known', 'offers', 'numbered', 'again', 'resolvable', 'followed')},
    ${sums('wait_seconds', 'talk_seconds')}, PRIMARY KEY (grain, day, slot, queue)`,
  wait_roll_ups: 'grain varchar(7) NOT NULL, day date NOT NULL, queue varchar(40) NOT NULL, peak tinyint NOT NULL, how varchar(9) NOT NULL, seconds smallint NOT NULL, calls int NOT NULL, PRIMARY KEY (grain, day, queue, peak, how, seconds)',
  talk_roll_ups: 'day date NOT NULL, operator_id int NOT NULL, queue varchar(40) NOT NULL, talks int NOT NULL, talks_known int NOT NULL, talk_seconds bigint NOT NULL, PRIMARY KEY (day, operator_id, queue)',
  state_roll_ups: 'day date NOT NULL, user_id int NOT NULL, state varchar(12) NOT NULL, reason varchar(40) NOT NULL, seconds int NOT NULL, times int NOT NULL, PRIMARY KEY (day, user_id, state, reason)',
  survey_roll_ups: 'day date NOT NULL, queue varchar(40) NOT NULL, operator_id int NOT NULL, rating tinyint NOT NULL, calls int NOT NULL, PRIMARY KEY (day, queue, operator_id, rating)',
  ticket_roll_ups: `grain varchar(7) NOT NULL, day date NOT NULL, department_id int NOT NULL, category_id int NOT NULL, ward_id int NOT NULL,
    ${counts('made', 'open', 'merged', 'done', 'in_time', 'returned', 'extended', 'reopened', 'rated', 'satisfied', 'judged', 'resolved')}, ${sums('rating_sum', 'answer_seconds')}, PRIMARY KEY (grain, day, department_id, category_id, ward_id)`,
  roll_ups_due: 'id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY, what varchar(9) NOT NULL, day date NOT NULL, slot int NOT NULL',
  made_up_days: 'day date NOT NULL PRIMARY KEY',
}

/** Asia/Ho_Chi_Minh has had no other offset since 1975. */
const local = (moment: string) => `${moment} + INTERVAL 7 HOUR`
const due = (what: string, moment: string, slot = '0') => `INSERT INTO roll_ups_due (what, day, slot) VALUES ('${what}', DATE(${local(moment)}), ${slot});`
const quarter = (moment: string) => `FLOOR(TIME_TO_SEC(TIME(${local(moment)})) / 900)`
const dueCall = (moment: string) => due('calls', moment, quarter(moment))

/** Whether a call is a repeat, or was followed by one, depends on the number's nearest calls only. */
const dueNeighbours = (row: 'NEW' | 'OLD') =>
  [
    ['<', 'DESC', '-'],
    ['>', 'ASC', '+'],
  ]
    .map(
      ([than, order, sign]) => `INSERT INTO roll_ups_due (what, day, slot) SELECT 'calls', DATE(${local('near.arrived_at')}), ${quarter('near.arrived_at')} FROM (
        SELECT arrived_at FROM calls WHERE number_key = ${row}.number_key AND source IN ('trunk', 'browser') AND id <> ${row}.id
        AND arrived_at ${than}= ${row}.arrived_at AND arrived_at ${than === '<' ? '>=' : '<='} ${row}.arrived_at ${sign} INTERVAL 7 DAY ORDER BY arrived_at ${order} LIMIT 1) near;`,
    )
    .join('\n')
const dueNeighboursOf = (row: 'NEW' | 'OLD') => `IF ${row}.number_key IS NOT NULL AND ${row}.source IN ('trunk', 'browser') THEN ${dueNeighbours(row)} END IF;`
/** A rating counts for the queue of its call. */
const dueSurvey = (row: 'NEW' | 'OLD') => `INSERT INTO roll_ups_due (what, day, slot) SELECT 'surveys', DATE(${local('s.asked_at')}), 0 FROM surveys s WHERE s.call_id = ${row}.id;`

const differs = (...columns: string[]) => columns.map((column) => `NOT (OLD.${column} <=> NEW.${column})`).join(' OR ')
const CALL_COLUMNS = ['number_key', 'source', 'arrived_at', 'queue', 'entered_queue_at', 'left_queue_at', 'answered', 'operator_id', 'offers', 'wait_seconds', 'talk_seconds', 'ended_at', 'outcome']
const TICKET_COLUMNS = ['state', 'department_id', 'category_id', 'ward_id', 'created_at', 'deadline_at', 'answered_at', 'extensions', 'reopenings', 'rating']

const TRIGGERS: Record<string, Record<string, string>> = {
  calls: {
    INSERT: `${dueCall('NEW.arrived_at')} ${dueNeighboursOf('NEW')} ${dueSurvey('NEW')}`,
    UPDATE: `IF ${differs(...CALL_COLUMNS)} THEN ${dueCall('OLD.arrived_at')} IF OLD.arrived_at <> NEW.arrived_at THEN ${dueCall('NEW.arrived_at')} END IF; IF ${differs('queue')} THEN ${dueSurvey('NEW')} END IF;
      IF ${differs('number_key', 'source', 'arrived_at')} THEN ${dueNeighboursOf('OLD')} ${dueNeighboursOf('NEW')} END IF; END IF;`,
    DELETE: `${dueCall('OLD.arrived_at')} ${dueNeighboursOf('OLD')} ${dueSurvey('OLD')}`,
  },
  surveys: { INSERT: due('surveys', 'NEW.asked_at'), UPDATE: `${due('surveys', 'OLD.asked_at')} ${due('surveys', 'NEW.asked_at')}`, DELETE: due('surveys', 'OLD.asked_at') },
  tickets: {
    INSERT: due('tickets', 'NEW.created_at'),
    UPDATE: `IF ${differs(...TICKET_COLUMNS)} THEN ${due('tickets', 'OLD.created_at')} IF OLD.created_at <> NEW.created_at THEN ${due('tickets', 'NEW.created_at')} END IF; END IF;`,
    DELETE: due('tickets', 'OLD.created_at'),
  },
  operator_steps: { INSERT: due('operators', 'NEW.at', 'NEW.user_id'), DELETE: due('operators', 'OLD.at', 'OLD.user_id') },
}

/** Counted beforehand, so that a question over three years is quick; and what has to be counted anew ({@link RollUpDueEntity}). A bulk load that rebuilds afterwards sets `@rebuilds`. */
export class RollUps1764130000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(TABLES)) await runner.query(`CREATE TABLE ${table} (${columns}) ${TAIL}`)
    for (const [table, triggers] of Object.entries(TRIGGERS))
      for (const [change, body] of Object.entries(triggers)) await runner.query(`CREATE TRIGGER roll_ups_${table}_${change.toLowerCase()} AFTER ${change} ON ${table} FOR EACH ROW BEGIN IF @rebuilds IS NULL THEN ${body} END IF; END`)
    // What is there already.
    await runner.query(`INSERT INTO roll_ups_due (what, day, slot) SELECT DISTINCT 'calls', DATE(${local('arrived_at')}), ${quarter('arrived_at')} FROM calls`)
    await runner.query(`INSERT INTO roll_ups_due (what, day, slot) SELECT DISTINCT 'surveys', DATE(${local('asked_at')}), 0 FROM surveys`)
    await runner.query(`INSERT INTO roll_ups_due (what, day, slot) SELECT DISTINCT 'tickets', DATE(${local('created_at')}), 0 FROM tickets`)
    await runner.query(`INSERT INTO roll_ups_due (what, day, slot) SELECT DISTINCT 'operators', DATE(${local('at')}), user_id FROM operator_steps`)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, triggers] of Object.entries(TRIGGERS)) for (const change of Object.keys(triggers)) await runner.query(`DROP TRIGGER roll_ups_${table}_${change.toLowerCase()}`)
    for (const table of Object.keys(TABLES)) await runner.query(`DROP TABLE ${table}`)
  }
}
