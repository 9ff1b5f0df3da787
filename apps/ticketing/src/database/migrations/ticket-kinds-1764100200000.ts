import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Categories of before in which citizens ask rather than report. */
const ASKED_IN = ['ho-tich', 'chung-thuc', 'cu-tru', 'y-te', 'giao-duc', 'chinh-sach-xa-hoi', 'dang-ky-kinh-doanh']

/** What kind a ticket is, how urgent, and at which level it is answered. */
export class TicketKinds1764100200000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE tickets
      ADD COLUMN kind varchar(12) NOT NULL DEFAULT 'problem' AFTER state,
      ADD COLUMN urgency varchar(8) NOT NULL DEFAULT 'normal' AFTER kind,
      ADD COLUMN level int NOT NULL DEFAULT 2 AFTER urgency`)
    await queryRunner.query("UPDATE tickets t JOIN categories c ON c.id = t.category_id SET t.kind = 'information', t.level = 1 WHERE c.code IN (?)", [ASKED_IN])
    // Nobody has heard it: nobody knows what it is.
    await queryRunner.query("UPDATE tickets SET kind = 'voicemail', level = 2 WHERE voicemail_id IS NOT NULL AND created_by IS NULL")
    await queryRunner.query('ALTER TABLE tickets ALTER COLUMN kind DROP DEFAULT')
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE tickets DROP COLUMN kind, DROP COLUMN urgency, DROP COLUMN level')
  }
}
