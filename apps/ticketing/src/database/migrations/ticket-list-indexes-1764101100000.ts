import type { MigrationInterface, QueryRunner } from 'typeorm'

const COLUMNS = { category: 'category_id', ward: 'ward_id', kind: 'kind', level: 'level' }

/** A list that is narrowed to a category, a ward, a kind or a level reads that, and not every ticket there is. */
export class TicketListIndexes1764101100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const added = Object.entries(COLUMNS).map(([name, column]) => `ADD INDEX ix_tickets_${name} (${column}, state, answered_at, deadline_at)`)
    await runner.query(`ALTER TABLE tickets ${added.join(', ')}`)
  }

  async down(runner: QueryRunner): Promise<void> {
    // The foreign key used the index of wards, and needs its own again.
    await runner.query(`ALTER TABLE tickets ADD INDEX fk_tickets_ward (ward_id), ${Object.keys(COLUMNS).map((name) => `DROP INDEX ix_tickets_${name}`).join(', ')}`)
  }
}
