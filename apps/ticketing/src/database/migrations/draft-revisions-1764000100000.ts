import type { MigrationInterface, QueryRunner } from 'typeorm'

/** A draft's number outlives the draft, so that no later one has it again. */
export class DraftRevisions1764000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE flows ADD COLUMN draft_revision int NOT NULL DEFAULT 0')
    await runner.query('UPDATE flows JOIN flow_drafts ON flow_drafts.flow_id = flows.id SET flows.draft_revision = flow_drafts.revision')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE flows DROP COLUMN draft_revision')
  }
}
