import type { CityPlan, TicketPeople } from '@app/made-city'
import type { RowDataPacket } from 'mysql2'
import type { Connection } from 'mysql2/promise'
import { MADE_UP } from './made-up-mark.js'

const NAMES = ['Nguyễn Thị Bích Ngân', 'Trần Hữu Nghĩa', 'Lê Quốc Thái', 'Phạm Thị Kiều Oanh', 'Huỳnh Tấn Phát', 'Đặng Thị Mỹ Duyên', 'Bùi Chí Thiện', 'Võ Thị Thu Hương', 'Phan Văn Lợi', 'Hồ Thị Tường Vi', 'Ngô Minh Nhựt', 'Dương Thị Cẩm Tiên']

/** An officer for each department that tickets go to: one that is there, or a made one as whom nobody can sign in; and the supervisor of the sample accounts. */
export async function madeUpOfficers(connection: Connection, { categories }: Pick<CityPlan, 'categories'>): Promise<TicketPeople> {
  const departments = [...new Set(categories.map(({ departmentId }) => departmentId))]
  const [users] = await connection.query<RowDataPacket[]>("SELECT id, role, department_id AS departmentId FROM users WHERE role IN ('officer', 'supervisor') AND disabled_at IS NULL ORDER BY id DESC")
  const officers = new Map(users.filter(({ role }) => role === 'officer').map(({ id, departmentId }) => [Number(departmentId), Number(id)]))
  for (const [i, departmentId] of departments.filter((id) => !officers.has(id)).entries()) {
    const [{ insertId }] = (await connection.query('INSERT INTO users (username, display_name, role, department_id, queues, password_hash, one_time_password, is_head, disabled_at) VALUES (?, ?, ?, ?, ?, ?, 0, 0, UTC_TIMESTAMP(3))', [
      ...[`${MADE_UP}officer-${i + 1}`, `${NAMES[i % NAMES.length]} (minh họa)`, 'officer', departmentId, '[]', '-'],
    ])) as unknown as [{ insertId: number }]
    officers.set(departmentId, insertId)
  }
  return { officerOf: (departmentId) => officers.get(departmentId) ?? null, supervisor: users.filter(({ role }) => role === 'supervisor').map(({ id }) => Number(id)).at(-1) ?? null, departments }
}
