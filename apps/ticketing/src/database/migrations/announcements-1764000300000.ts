import type { MigrationInterface, QueryRunner } from 'typeorm'

const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci'

const TABLES = {
  notices: `
    id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
    text_vi text NOT NULL,
    text_en text NOT NULL,
    from_at datetime(3) NOT NULL,
    until_at datetime(3) NOT NULL,
    made_by varchar(120) NOT NULL,
    ended_by varchar(120) NULL,
    INDEX ix_notices_until (until_at)`,
  articles: `
    article_key varchar(40) NOT NULL PRIMARY KEY,
    title_vi varchar(120) NOT NULL,
    title_en varchar(120) NOT NULL,
    text_vi text NOT NULL,
    text_en text NOT NULL,
    changed_at datetime(3) NOT NULL,
    changed_by varchar(120) NOT NULL`,
  listed_numbers: `
    number_key varchar(40) NOT NULL PRIMARY KEY,
    number varchar(40) NOT NULL,
    list varchar(20) NOT NULL,
    note varchar(300) NOT NULL,
    listed_by varchar(120) NOT NULL,
    listed_at datetime(3) NOT NULL`,
}

/** What is in force beside the flows: notices, articles, lists of callers. */
export class Announcements1764000300000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(TABLES)) await queryRunner.query(`CREATE TABLE ${table} (${columns}) ${OPTIONS}`)
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of Object.keys(TABLES).reverse()) await queryRunner.query(`DROP TABLE ${table}`)
  }
}
