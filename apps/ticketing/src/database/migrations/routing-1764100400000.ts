import type { MigrationInterface, QueryRunner } from 'typeorm'

const ENGINE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci'

/** Routing rules with their versions, why a ticket went where it went, and who takes part besides the lead. */
export class Routing1764100400000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE routing_draft (
      id int NOT NULL PRIMARY KEY,
      revision int NOT NULL,
      definition mediumtext NULL,
      saved_at datetime(3) NULL,
      saved_by varchar(120) NULL
    ) ${ENGINE}`)
    await queryRunner.query('INSERT INTO routing_draft (id, revision) VALUES (1, 0)')
    await queryRunner.query(`CREATE TABLE routing_versions (
      version int NOT NULL PRIMARY KEY,
      definition mediumtext NOT NULL,
      note varchar(300) NOT NULL,
      rolled_back_to int NULL,
      published_at datetime(3) NOT NULL,
      published_by varchar(120) NOT NULL
    ) ${ENGINE}`)
    await queryRunner.query(`CREATE TABLE ticket_routings (
      id int NOT NULL PRIMARY KEY AUTO_INCREMENT,
      ticket_id int NOT NULL,
      at datetime(3) NOT NULL,
      version int NULL,
      why text NOT NULL,
      department_id int NOT NULL,
      instead_of_id int NULL,
      person_id int NULL,
      INDEX ix_ticket_routings_ticket (ticket_id, id),
      CONSTRAINT fk_ticket_routings_ticket FOREIGN KEY (ticket_id) REFERENCES tickets (id) ON DELETE NO ACTION ON UPDATE NO ACTION,
      CONSTRAINT fk_ticket_routings_department FOREIGN KEY (department_id) REFERENCES departments (id) ON DELETE NO ACTION ON UPDATE NO ACTION,
      CONSTRAINT fk_ticket_routings_instead_of FOREIGN KEY (instead_of_id) REFERENCES departments (id) ON DELETE NO ACTION ON UPDATE NO ACTION,
      CONSTRAINT fk_ticket_routings_person FOREIGN KEY (person_id) REFERENCES users (id) ON DELETE NO ACTION ON UPDATE NO ACTION
    ) ${ENGINE}`)
    await queryRunner.query("ALTER TABLE tickets ADD COLUMN supporter_ids varchar(120) NOT NULL DEFAULT ''")
    await queryRunner.query(`CREATE TABLE ticket_departments (
      ticket_id int NOT NULL,
      department_id int NOT NULL,
      added_at datetime(3) NOT NULL,
      PRIMARY KEY (ticket_id, department_id),
      INDEX ix_ticket_departments_department (department_id, ticket_id),
      CONSTRAINT fk_ticket_departments_ticket FOREIGN KEY (ticket_id) REFERENCES tickets (id) ON DELETE NO ACTION ON UPDATE NO ACTION,
      CONSTRAINT fk_ticket_departments_department FOREIGN KEY (department_id) REFERENCES departments (id) ON DELETE NO ACTION ON UPDATE NO ACTION
    ) ${ENGINE}`)
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE tickets DROP COLUMN supporter_ids')
    for (const table of ['ticket_departments', 'ticket_routings', 'routing_versions', 'routing_draft']) await queryRunner.query(`DROP TABLE ${table}`)
  }
}
