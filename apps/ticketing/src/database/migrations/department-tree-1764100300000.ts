import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Departments are a tree: the city, its agencies, its wards; a ticket may say in which ward it is. */
export class DepartmentTree1764100300000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE departments
      ADD COLUMN type varchar(6) NOT NULL DEFAULT 'agency',
      ADD COLUMN parent_id int NULL,
      ADD CONSTRAINT fk_departments_parent FOREIGN KEY (parent_id) REFERENCES departments (id) ON DELETE NO ACTION ON UPDATE NO ACTION`)
    await queryRunner.query(`ALTER TABLE tickets
      ADD COLUMN ward_id int NULL,
      ADD CONSTRAINT fk_tickets_ward FOREIGN KEY (ward_id) REFERENCES departments (id) ON DELETE NO ACTION ON UPDATE NO ACTION`)
    await queryRunner.query("UPDATE departments SET type = 'ward' WHERE code LIKE 'ubnd-phuong-%' OR code LIKE 'ubnd-xa-%'")
    // The seed puts in what is missing and changes nothing: those that are there get their head here.
    await queryRunner.query(`INSERT INTO departments (code, name_vi, name_en, opening_hours_id, type, valid_from, is_fallback)
      SELECT 'ubnd-tinh', 'UBND tỉnh Đồng Tháp', 'Đồng Tháp People''s Committee', MIN(opening_hours_id), 'city', MIN(valid_from), 0 FROM departments HAVING COUNT(*) > 0 AND SUM(code = 'ubnd-tinh') = 0`)
    await queryRunner.query("UPDATE departments SET type = 'city' WHERE code = 'ubnd-tinh'")
    await queryRunner.query("UPDATE departments SET parent_id = (SELECT id FROM (SELECT id FROM departments WHERE code = 'ubnd-tinh') AS head) WHERE code <> 'ubnd-tinh'")
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE tickets DROP FOREIGN KEY fk_tickets_ward, DROP COLUMN ward_id')
    await queryRunner.query('ALTER TABLE departments DROP FOREIGN KEY fk_departments_parent, DROP COLUMN parent_id, DROP COLUMN type')
  }
}
