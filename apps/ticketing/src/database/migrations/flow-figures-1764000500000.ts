import type { MigrationInterface, QueryRunner } from 'typeorm'

export class FlowFigures1764000500000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE flow_figures (
      version varchar(16) NOT NULL,
      day date NOT NULL,
      node varchar(40) NOT NULL,
      next_node varchar(40) NOT NULL,
      calls int NOT NULL,
      timed int NOT NULL,
      seconds bigint NOT NULL,
      PRIMARY KEY (version, day, node, next_node)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`)
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE flow_figures')
  }
}
