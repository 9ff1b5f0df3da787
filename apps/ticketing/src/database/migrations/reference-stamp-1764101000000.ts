import type { MigrationInterface, QueryRunner } from 'typeorm'

const TABLES = ['departments', 'categories', 'opening_hours', 'users', 'deadline_rules', 'ticket_forms', 'routing_versions', 'complaint_viewers']

/** Another stamp with every change of what tickets are measured by, whoever makes it. */
export class ReferenceStamp1764101000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE reference_stamp (id INT NOT NULL PRIMARY KEY, stamp CHAR(36) NOT NULL)')
    await runner.query('INSERT INTO reference_stamp (id, stamp) VALUES (1, UUID())')
    for (const table of TABLES)
      for (const change of ['INSERT', 'UPDATE', 'DELETE']) await runner.query(`CREATE TRIGGER reference_${table}_${change.toLowerCase()} AFTER ${change} ON ${table} FOR EACH ROW UPDATE reference_stamp SET stamp = UUID() WHERE id = 1`)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) for (const change of ['insert', 'update', 'delete']) await runner.query(`DROP TRIGGER reference_${table}_${change}`)
    await runner.query('DROP TABLE reference_stamp')
  }
}
