import type { MigrationInterface, QueryRunner } from 'typeorm'

const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci'
const TO = 'ON DELETE NO ACTION ON UPDATE NO ACTION'

const TABLES = {
  article_drafts: `
    article_key varchar(40) NOT NULL PRIMARY KEY,
    revision int NOT NULL,
    content mediumtext NOT NULL,
    saved_at datetime(3) NOT NULL,
    saved_by varchar(120) NOT NULL,
    CONSTRAINT fk_article_drafts_article FOREIGN KEY (article_key) REFERENCES articles (article_key) ${TO}`,
  article_versions: `
    id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
    article_key varchar(40) NOT NULL,
    version int NOT NULL,
    deed varchar(12) NOT NULL,
    content mediumtext NOT NULL,
    note varchar(300) NOT NULL,
    rolled_back_to int NULL,
    made_at datetime(3) NOT NULL,
    made_by varchar(120) NOT NULL,
    UNIQUE INDEX uq_article_versions (article_key, version),
    CONSTRAINT fk_article_versions_article FOREIGN KEY (article_key) REFERENCES articles (article_key) ${TO}`,
  knowledge_stamp: `
    id tinyint NOT NULL PRIMARY KEY,
    last_version_id int NOT NULL`,
  article_uses: `
    id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
    article_key varchar(40) NOT NULL,
    occasion varchar(64) NOT NULL,
    user_id int NOT NULL,
    call_id varchar(64) NULL,
    version int NOT NULL,
    opened_at datetime(3) NOT NULL,
    read_out_at datetime(3) NULL,
    sent_at datetime(3) NULL,
    helped tinyint NULL,
    remark varchar(300) NOT NULL,
    UNIQUE INDEX uq_article_uses (occasion, article_key, user_id),
    INDEX ix_article_uses_opened (opened_at),
    CONSTRAINT fk_article_uses_article FOREIGN KEY (article_key) REFERENCES articles (article_key) ${TO},
    CONSTRAINT fk_article_uses_user FOREIGN KEY (user_id) REFERENCES users (id) ${TO}`,
  article_misses: `
    words varchar(120) NOT NULL PRIMARY KEY,
    times int NOT NULL,
    last_at date NOT NULL`,
}

/** Articles have structured fields, versions, an owner and a day of review; what the IVR read before is their first version. */
export class Knowledge1764120500000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE articles
      ADD COLUMN topic varchar(20) NOT NULL DEFAULT 'other',
      ADD COLUMN is_example tinyint NOT NULL DEFAULT 0,
      ADD COLUMN version int NULL,
      ADD COLUMN for_flows tinyint NOT NULL DEFAULT 0,
      ADD COLUMN draft_revision int NOT NULL DEFAULT 0,
      ADD COLUMN owner_id int NULL,
      ADD COLUMN review_at date NULL,
      ADD COLUMN reviewed_at datetime(3) NULL,
      ADD COLUMN reviewed_by varchar(120) NULL,
      ADD INDEX ix_articles_review (review_at),
      ADD CONSTRAINT fk_articles_owner FOREIGN KEY (owner_id) REFERENCES users (id) ${TO}`)
    for (const column of ['topic varchar(20)', 'is_example tinyint', 'for_flows tinyint', 'draft_revision int']) await queryRunner.query(`ALTER TABLE articles MODIFY COLUMN ${column} NOT NULL`)
    for (const [table, columns] of Object.entries(TABLES)) await queryRunner.query(`CREATE TABLE ${table} (${columns}) ${OPTIONS}`)
    const old = (await queryRunner.query('SELECT article_key, title_vi, title_en, text_vi, text_en, changed_at, changed_by FROM articles ORDER BY article_key')) as OldArticle[]
    for (const { article_key: key, title_vi, title_en, text_vi, text_en, changed_at, changed_by } of old) {
      const none = { vi: '', en: '' }
      const content = { topic: 'other', title: { vi: title_vi, en: title_en }, summary: { vi: text_vi.slice(0, 2_000), en: text_en.slice(0, 2_000) }, documents: [], steps: [], fee: none, time: none, place: none, online: none, legalBase: [], keywords: '', spoken: { vi: text_vi, en: text_en }, forFlows: true, isExample: false }
      await queryRunner.query("INSERT INTO article_versions (article_key, version, deed, content, note, rolled_back_to, made_at, made_by) VALUES (?, 1, 'published', ?, '', NULL, ?, ?)", [key, JSON.stringify(content), changed_at, changed_by])
      await queryRunner.query('UPDATE articles SET version = 1, for_flows = 1 WHERE article_key = ?', [key])
    }
    await queryRunner.query('INSERT INTO knowledge_stamp (id, last_version_id) SELECT 1, COALESCE(MAX(id), 0) FROM article_versions')
    await queryRunner.query('ALTER TABLE articles DROP COLUMN text_vi, DROP COLUMN text_en')
    // An article that a citizen is sent need not be about a ticket.
    await queryRunner.query('ALTER TABLE citizen_messages MODIFY COLUMN ticket_id int NULL, ADD COLUMN article_key varchar(40) NULL, ADD COLUMN request_id varchar(36) NULL, ADD UNIQUE INDEX uq_citizen_messages_request (request_id)')
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DELETE FROM citizen_messages WHERE ticket_id IS NULL')
    await queryRunner.query('ALTER TABLE citizen_messages DROP INDEX uq_citizen_messages_request, DROP COLUMN request_id, DROP COLUMN article_key, MODIFY COLUMN ticket_id int NOT NULL')
    await queryRunner.query("ALTER TABLE articles ADD COLUMN text_vi text NOT NULL DEFAULT '', ADD COLUMN text_en text NOT NULL DEFAULT ''")
    // What was never in force, or is not in both languages, was no article.
    await queryRunner.query(`UPDATE articles a JOIN article_versions v ON v.article_key = a.article_key AND v.version = a.version
      SET a.text_vi = JSON_VALUE(v.content, '$.spoken.vi'), a.text_en = JSON_VALUE(v.content, '$.spoken.en') WHERE a.for_flows = 1`)
    for (const table of Object.keys(TABLES).reverse()) await queryRunner.query(`DROP TABLE ${table}`)
    await queryRunner.query('DELETE FROM articles WHERE version IS NULL OR for_flows = 0')
    await queryRunner.query(`ALTER TABLE articles
      DROP FOREIGN KEY fk_articles_owner, DROP INDEX ix_articles_review, DROP COLUMN topic, DROP COLUMN is_example, DROP COLUMN version, DROP COLUMN for_flows,
      DROP COLUMN draft_revision, DROP COLUMN owner_id, DROP COLUMN review_at, DROP COLUMN reviewed_at, DROP COLUMN reviewed_by,
      MODIFY COLUMN text_vi text NOT NULL, MODIFY COLUMN text_en text NOT NULL`)
  }
}

interface OldArticle {
  article_key: string
  title_vi: string
  title_en: string
  text_vi: string
  text_en: string
  changed_at: Date
  changed_by: string
}
