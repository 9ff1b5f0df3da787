import type { MigrationInterface, QueryRunner } from 'typeorm'

const references = (name: string, column: string, table: string) => `CONSTRAINT fk_staff_notices_${name} FOREIGN KEY (${column}) REFERENCES ${table} (id) ON DELETE NO ACTION ON UPDATE NO ACTION`

/** Mails to people and departments of tickets that arrive, and of deadlines. */
export class StaffNotices1795722000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE staff_notices (
      id int NOT NULL PRIMARY KEY AUTO_INCREMENT,
      what varchar(14) NOT NULL,
      ticket_id int NOT NULL,
      department_id int NOT NULL,
      percent int NULL,
      address varchar(254) NOT NULL,
      user_id int NULL,
      mailbox_of_id int NULL,
      state varchar(8) NOT NULL,
      attempts int NOT NULL,
      next_try_at datetime(3) NULL,
      created_at datetime(3) NOT NULL,
      sent_at datetime(3) NULL,
      trouble varchar(300) NULL,
      INDEX ix_staff_notices_waiting (state, address),
      INDEX ix_staff_notices_created (created_at),
      ${references('ticket', 'ticket_id', 'tickets')},
      ${references('department', 'department_id', 'departments')},
      ${references('user', 'user_id', 'users')},
      ${references('mailbox_of', 'mailbox_of_id', 'departments')}
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE staff_notices')
  }
}
