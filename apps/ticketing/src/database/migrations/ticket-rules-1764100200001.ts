import type { MigrationInterface, QueryRunner } from 'typeorm'

const ENGINE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci'

/** Forms by kind, deadlines by rule, who sees complaints, and when a ticket reached its department and was taken on. */
export class TicketRules1764100200001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE ticket_forms (
      kind varchar(12) NOT NULL,
      version int NOT NULL,
      definition mediumtext NOT NULL,
      published_at datetime(3) NOT NULL,
      published_by varchar(120) NOT NULL,
      PRIMARY KEY (kind, version)
    ) ${ENGINE}`)
    await queryRunner.query(`CREATE TABLE deadline_rules (
      id int NOT NULL PRIMARY KEY AUTO_INCREMENT,
      scope_key varchar(40) NOT NULL,
      kind varchar(12) NULL,
      category_id int NULL,
      urgency varchar(8) NULL,
      answer_amount int NOT NULL,
      answer_unit varchar(8) NOT NULL,
      reaction_amount int NOT NULL,
      reaction_unit varchar(8) NOT NULL,
      changed_at datetime(3) NOT NULL,
      changed_by varchar(120) NOT NULL,
      UNIQUE INDEX uq_deadline_rules_scope (scope_key),
      CONSTRAINT fk_deadline_rules_category FOREIGN KEY (category_id) REFERENCES categories (id) ON DELETE NO ACTION ON UPDATE NO ACTION
    ) ${ENGINE}`)
    await queryRunner.query(`INSERT INTO deadline_rules (scope_key, category_id, answer_amount, answer_unit, reaction_amount, reaction_unit, changed_at, changed_by)
      SELECT CONCAT('*|', id, '|*'), id, deadline_hours, 'hours', 4, 'hours', UTC_TIMESTAMP(3), 'system' FROM categories`)
    await queryRunner.query('ALTER TABLE categories DROP COLUMN deadline_hours')
    await queryRunner.query(`CREATE TABLE complaint_viewers (
      user_id int NOT NULL PRIMARY KEY,
      added_at datetime(3) NOT NULL,
      added_by varchar(120) NOT NULL,
      CONSTRAINT fk_complaint_viewers_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE NO ACTION ON UPDATE NO ACTION
    ) ${ENGINE}`)
    // Of those of before it is not known when they reached their department.
    await queryRunner.query(`ALTER TABLE tickets
      ADD COLUMN form_version int NULL,
      ADD COLUMN form_values text NULL,
      ADD COLUMN about_department_id int NULL,
      ADD COLUMN turned_at datetime(3) NULL,
      ADD COLUMN reached_at datetime(3) NULL,
      ADD COLUMN reaction_by datetime(3) NULL,
      ADD COLUMN accepted_at datetime(3) NULL,
      ADD CONSTRAINT fk_tickets_about FOREIGN KEY (about_department_id) REFERENCES departments (id) ON DELETE NO ACTION ON UPDATE NO ACTION`)
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE tickets
      DROP FOREIGN KEY fk_tickets_about,
      DROP COLUMN form_version, DROP COLUMN form_values, DROP COLUMN about_department_id, DROP COLUMN turned_at, DROP COLUMN reached_at, DROP COLUMN reaction_by, DROP COLUMN accepted_at`)
    await queryRunner.query('DROP TABLE complaint_viewers')
    await queryRunner.query('ALTER TABLE categories ADD COLUMN deadline_hours int NOT NULL DEFAULT 24 AFTER department_id')
    await queryRunner.query("UPDATE categories c JOIN deadline_rules r ON r.scope_key = CONCAT('*|', c.id, '|*') SET c.deadline_hours = IF(r.answer_unit = 'days', r.answer_amount * 8, IF(r.answer_unit = 'minutes', CEIL(r.answer_amount / 60), r.answer_amount))")
    await queryRunner.query('ALTER TABLE categories ALTER COLUMN deadline_hours DROP DEFAULT')
    await queryRunner.query('DROP TABLE deadline_rules')
    await queryRunner.query('DROP TABLE ticket_forms')
  }
}
