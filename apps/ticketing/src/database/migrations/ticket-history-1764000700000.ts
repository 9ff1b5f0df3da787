import type { MigrationInterface, QueryRunner } from 'typeorm'
import { CHAIN_START, linkHash, textHash, type TicketChange } from '../../history/chain-link.js'

interface OldTicket {
  id: number
  department_id: number
  category_id: number
  created_by: number | null
  created_at: Date
  deadline_at: Date
  answered_at: Date | null
  answered_by: number | null
  text: string | null
}

export class TicketHistory1764000700000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE ticket_history (
      seq int NOT NULL PRIMARY KEY,
      ticket_id int NOT NULL,
      at datetime(3) NOT NULL,
      done_by int NULL,
      deed varchar(20) NOT NULL,
      state varchar(12) NOT NULL,
      department_id int NOT NULL,
      category_id int NOT NULL,
      deadline_at datetime(3) NOT NULL,
      text_hash varchar(64) NULL,
      link_hash varchar(64) NOT NULL,
      INDEX ix_ticket_history_ticket (ticket_id, seq),
      CONSTRAINT fk_ticket_history_ticket FOREIGN KEY (ticket_id) REFERENCES tickets (id) ON DELETE NO ACTION ON UPDATE NO ACTION
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`)
    await queryRunner.query(`CREATE TABLE ticket_texts (
      seq int NOT NULL PRIMARY KEY,
      text text NOT NULL,
      CONSTRAINT fk_ticket_texts_link FOREIGN KEY (seq) REFERENCES ticket_history (seq) ON DELETE NO ACTION ON UPDATE NO ACTION
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`)
    await queryRunner.query(`CREATE TABLE ticket_history_head (
      id int NOT NULL PRIMARY KEY,
      seq int NOT NULL,
      link_hash varchar(64) NOT NULL
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`)
    const head = await this.chainWhatIsThere(queryRunner)
    await queryRunner.query('INSERT INTO ticket_history_head (id, seq, link_hash) VALUES (1, ?, ?)', [head.seq, head.linkHash])
    await queryRunner.query('DROP TABLE ticket_answers')
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE ticket_answers (
      id int NOT NULL PRIMARY KEY AUTO_INCREMENT,
      ticket_id int NOT NULL,
      text text NOT NULL,
      answered_by int NOT NULL,
      answered_at datetime(3) NOT NULL,
      UNIQUE INDEX uq_ticket_answers_ticket (ticket_id),
      CONSTRAINT fk_ticket_answers_ticket FOREIGN KEY (ticket_id) REFERENCES tickets (id) ON DELETE NO ACTION ON UPDATE NO ACTION,
      CONSTRAINT fk_ticket_answers_by FOREIGN KEY (answered_by) REFERENCES users (id) ON DELETE NO ACTION ON UPDATE NO ACTION
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`)
    await queryRunner.query(`INSERT INTO ticket_answers (ticket_id, text, answered_by, answered_at)
      SELECT h.ticket_id, t.text, h.done_by, h.at FROM ticket_history h JOIN ticket_texts t ON t.seq = h.seq JOIN tickets k ON k.id = h.ticket_id
      WHERE h.deed = 'answered' AND k.state = 'answered' AND h.seq = (SELECT MAX(l.seq) FROM ticket_history l WHERE l.ticket_id = h.ticket_id AND l.deed = 'answered')`)
    await queryRunner.query("UPDATE tickets SET state = 'routed' WHERE state <> 'answered'")
    await queryRunner.query('DROP TABLE ticket_texts')
    await queryRunner.query('DROP TABLE ticket_history')
    await queryRunner.query('DROP TABLE ticket_history_head')
  }

  /** Tickets of before have a history from now on: what is known of them. */
  private async chainWhatIsThere(queryRunner: QueryRunner): Promise<{ seq: number; linkHash: string }> {
    const tickets = (await queryRunner.query(
      `SELECT t.id, t.department_id, t.category_id, t.created_by, t.created_at, t.deadline_at, a.answered_at, a.answered_by, a.text
       FROM tickets t LEFT JOIN ticket_answers a ON a.ticket_id = t.id ORDER BY t.id`,
    )) as OldTicket[]
    let head = { seq: 0, linkHash: CHAIN_START }
    const add = async (change: Omit<TicketChange, 'seq'>, text: string | null) => {
      const link = { ...change, seq: head.seq + 1 }
      head = { seq: link.seq, linkHash: linkHash(head.linkHash, link) }
      await queryRunner.query('INSERT INTO ticket_history (seq, ticket_id, at, done_by, deed, state, department_id, category_id, deadline_at, text_hash, link_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', [
        ...[link.seq, link.ticketId, link.at, link.by, link.deed, link.state, link.departmentId, link.categoryId, link.deadlineAt, link.textHash, head.linkHash],
      ])
      if (text !== null) await queryRunner.query('INSERT INTO ticket_texts (seq, text) VALUES (?, ?)', [link.seq, text])
    }
    for (const { id, department_id: departmentId, category_id: categoryId, created_by, created_at, deadline_at: deadlineAt, answered_at, answered_by, text } of tickets) {
      const ticket = { ticketId: id, departmentId, categoryId, deadlineAt }
      await add({ ...ticket, at: created_at, by: created_by, deed: 'made', state: 'routed', textHash: null }, null)
      if (answered_at && text !== null) await add({ ...ticket, at: answered_at, by: answered_by, deed: 'answered', state: 'answered', textHash: textHash(text) }, text)
    }
    return head
  }
}
