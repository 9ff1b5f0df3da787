import type { MigrationInterface, QueryRunner } from 'typeorm'

const TAIL = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci'

/** Limits of the wallboard, what supervisors did, operators moved for a day, and the chat of the hall. */
export class Hall1764120600000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE queue_thresholds (
      queue varchar(40) NOT NULL PRIMARY KEY,
      thresholds json NOT NULL,
      changed_at datetime(3) NOT NULL,
      changed_by varchar(120) NOT NULL
    ) ${TAIL}`)
    await queryRunner.query(`CREATE TABLE hall_deeds (
      id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
      kind varchar(12) NOT NULL,
      by_id int NOT NULL,
      operator_id int NOT NULL,
      call_id varchar(64) NULL,
      queue varchar(40) NULL,
      reason varchar(300) NOT NULL,
      detail varchar(200) NULL,
      at datetime(3) NOT NULL,
      ended_at datetime(3) NULL,
      INDEX ix_hall_deeds_at (at),
      INDEX ix_hall_deeds_operator (operator_id, at),
      INDEX ix_hall_deeds_call (call_id),
      CONSTRAINT fk_hall_deeds_by FOREIGN KEY (by_id) REFERENCES users (id) ON DELETE NO ACTION ON UPDATE NO ACTION,
      CONSTRAINT fk_hall_deeds_operator FOREIGN KEY (operator_id) REFERENCES users (id) ON DELETE NO ACTION ON UPDATE NO ACTION
    ) ${TAIL}`)
    await queryRunner.query(`CREATE TABLE queue_moves (
      user_id int NOT NULL PRIMARY KEY,
      queues json NOT NULL,
      until datetime(3) NOT NULL,
      CONSTRAINT fk_queue_moves_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE NO ACTION ON UPDATE NO ACTION
    ) ${TAIL}`)
    await queryRunner.query(`CREATE TABLE chat_messages (
      id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
      conversation varchar(40) NOT NULL,
      kind varchar(10) NOT NULL,
      from_id int NOT NULL,
      to_id int NULL,
      text varchar(2000) NOT NULL,
      sent_at datetime(3) NOT NULL,
      request_id varchar(36) NULL,
      call_id varchar(64) NULL,
      queue varchar(40) NULL,
      taken_by int NULL,
      taken_at datetime(3) NULL,
      INDEX ix_chat_messages_conversation (conversation, id),
      INDEX ix_chat_messages_to (to_id, id),
      INDEX ix_chat_messages_sent (sent_at),
      UNIQUE INDEX uq_chat_messages_request (from_id, request_id),
      CONSTRAINT fk_chat_messages_from FOREIGN KEY (from_id) REFERENCES users (id) ON DELETE NO ACTION ON UPDATE NO ACTION,
      CONSTRAINT fk_chat_messages_to FOREIGN KEY (to_id) REFERENCES users (id) ON DELETE NO ACTION ON UPDATE NO ACTION,
      CONSTRAINT fk_chat_messages_taken FOREIGN KEY (taken_by) REFERENCES users (id) ON DELETE NO ACTION ON UPDATE NO ACTION
    ) ${TAIL}`)
    await queryRunner.query(`CREATE TABLE chat_reads (
      user_id int NOT NULL,
      conversation varchar(40) NOT NULL,
      up_to int NOT NULL,
      PRIMARY KEY (user_id, conversation),
      CONSTRAINT fk_chat_reads_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE NO ACTION ON UPDATE NO ACTION
    ) ${TAIL}`)
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['chat_reads', 'chat_messages', 'queue_moves', 'hall_deeds', 'queue_thresholds']) await queryRunner.query(`DROP TABLE ${table}`)
  }
}
