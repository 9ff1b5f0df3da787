import type { MigrationInterface, QueryRunner } from 'typeorm'

interface OldCalendar {
  zone: string
  weekly: Record<string, { from: string; to: string }[]>
  closedYearly?: string[]
  closedDays?: string[]
  madeUpDays?: { day: string; hours: { from: string; to: string }[] }[]
}

/** Calendars become opening hours: public holidays are computed, closings have names, and people can change them on the screen. */
export class OpeningHours1764000400000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE departments DROP FOREIGN KEY fk_departments_calendar')
    await queryRunner.query('ALTER TABLE departments RENAME COLUMN calendar_id TO opening_hours_id')
    await queryRunner.query('ALTER TABLE departments DROP INDEX IF EXISTS fk_departments_calendar')
    await queryRunner.query('RENAME TABLE calendars TO opening_hours')
    await queryRunner.query('ALTER TABLE opening_hours RENAME INDEX uq_calendars_code TO uq_opening_hours_code')
    await queryRunner.query(`ALTER TABLE opening_hours
      ADD title_vi varchar(120) NOT NULL DEFAULT '' AFTER code,
      ADD title_en varchar(120) NOT NULL DEFAULT '' AFTER title_vi,
      ADD revision int NOT NULL DEFAULT 1,
      ADD changed_at datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
      ADD changed_by varchar(120) NOT NULL DEFAULT 'system'`)
    for (const row of (await queryRunner.query('SELECT id, code, definition FROM opening_hours')) as { id: number; code: string; definition: string }[]) {
      const [vi, en] = { office: ['Giờ hành chính', 'Office hours'], always: ['Cả ngày đêm', 'Day and night'] }[row.code] ?? [row.code, row.code]
      await queryRunner.query('UPDATE opening_hours SET title_vi = ?, title_en = ?, definition = ? WHERE id = ?', [vi, en, JSON.stringify(converted(JSON.parse(row.definition) as OldCalendar)), row.id])
    }
    for (const change of [
      'title_vi varchar(120) NOT NULL',
      'title_en varchar(120) NOT NULL',
      'revision int NOT NULL',
      'changed_at datetime(3) NOT NULL',
      'changed_by varchar(120) NOT NULL',
    ])
      await queryRunner.query(`ALTER TABLE opening_hours MODIFY ${change}`)
    await queryRunner.query('ALTER TABLE departments ADD CONSTRAINT fk_departments_opening_hours FOREIGN KEY (opening_hours_id) REFERENCES opening_hours (id) ON DELETE NO ACTION ON UPDATE NO ACTION')
  }

  /** The hours stay in the new form: the old one cannot hold them. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE departments DROP FOREIGN KEY fk_departments_opening_hours')
    await queryRunner.query('ALTER TABLE departments DROP INDEX IF EXISTS fk_departments_opening_hours')
    await queryRunner.query('ALTER TABLE opening_hours DROP title_vi, DROP title_en, DROP revision, DROP changed_at, DROP changed_by')
    await queryRunner.query('ALTER TABLE opening_hours RENAME INDEX uq_opening_hours_code TO uq_calendars_code')
    await queryRunner.query('RENAME TABLE opening_hours TO calendars')
    await queryRunner.query('ALTER TABLE departments RENAME COLUMN opening_hours_id TO calendar_id')
    await queryRunner.query('ALTER TABLE departments ADD CONSTRAINT fk_departments_calendar FOREIGN KEY (calendar_id) REFERENCES calendars (id) ON DELETE NO ACTION ON UPDATE NO ACTION')
  }
}

function converted({ zone, weekly, closedYearly = [], closedDays = [], madeUpDays = [] }: OldCalendar): object {
  return {
    zone,
    weekly,
    // Whoever named yearly closings meant the public holidays.
    holidays: { closed: closedYearly.length > 0 },
    closures: closedDays.map((day) => ({ from: day, to: day, name: { vi: 'Ngày nghỉ', en: 'Closed' } })),
    madeUpDays: madeUpDays.map(({ day, hours }) => ({ date: day, spans: hours })),
  }
}
