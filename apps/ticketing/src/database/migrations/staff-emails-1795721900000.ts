import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Where people and departments are told of tickets. */
export class StaffEmails1795721900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE departments ADD COLUMN email varchar(254) NULL AFTER phone')
    await runner.query('ALTER TABLE users ADD COLUMN email varchar(254) NULL AFTER queues')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE users DROP COLUMN email')
    await runner.query('ALTER TABLE departments DROP COLUMN email')
  }
}
