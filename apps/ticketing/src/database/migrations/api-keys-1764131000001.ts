import type { MigrationInterface, QueryRunner } from 'typeorm'

const TAIL = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci'

/** Keys of other systems, and how often each was used. */
export class ApiKeys1764131000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE api_keys (
      id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
      name varchar(120) NOT NULL,
      hash char(64) NOT NULL,
      begins varchar(12) NOT NULL,
      rights text NOT NULL,
      per_minute int NOT NULL,
      made_by varchar(120) NOT NULL,
      made_at datetime(3) NOT NULL,
      expires_on varchar(10) NULL,
      revoked_at datetime(3) NULL,
      last_used_at datetime(3) NULL,
      UNIQUE INDEX uq_api_keys_hash (hash)
    ) ${TAIL}`)
    await runner.query(`CREATE TABLE api_key_uses (
      key_id int NOT NULL,
      day varchar(10) NOT NULL,
      what varchar(40) NOT NULL,
      used int NOT NULL,
      refused int NOT NULL,
      PRIMARY KEY (key_id, day, what),
      CONSTRAINT fk_api_key_uses_key FOREIGN KEY (key_id) REFERENCES api_keys (id) ON DELETE NO ACTION ON UPDATE NO ACTION
    ) ${TAIL}`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE api_key_uses')
    await runner.query('DROP TABLE api_keys')
  }
}
