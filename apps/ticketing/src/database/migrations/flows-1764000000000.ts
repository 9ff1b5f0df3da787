import type { MigrationInterface, QueryRunner } from 'typeorm'

const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci'

const TABLES = {
  flows: `
    id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name varchar(80) NOT NULL,
    numbers text NOT NULL`,
  flow_drafts: `
    flow_id int NOT NULL PRIMARY KEY,
    revision int NOT NULL,
    definition mediumtext NOT NULL,
    saved_at datetime(3) NOT NULL,
    saved_by varchar(120) NOT NULL,
    CONSTRAINT fk_flow_drafts_flow FOREIGN KEY (flow_id) REFERENCES flows (id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
  flow_versions: `
    id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
    flow_id int NOT NULL,
    version int NOT NULL,
    hash varchar(16) NOT NULL,
    definition mediumtext NOT NULL,
    note varchar(300) NOT NULL,
    rolled_back_to int NULL,
    published_at datetime(3) NOT NULL,
    published_by varchar(120) NOT NULL,
    UNIQUE INDEX uq_flow_versions (flow_id, version),
    CONSTRAINT fk_flow_versions_flow FOREIGN KEY (flow_id) REFERENCES flows (id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
}

export class Flows1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(TABLES)) await runner.query(`CREATE TABLE ${table} (${columns}) ${OPTIONS}`)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(TABLES).reverse()) await runner.query(`DROP TABLE ${table}`)
  }
}
