import type { RowDataPacket } from 'mysql2'
import type { Connection } from 'mysql2/promise'
import type { MadeOperator } from '@app/made-city'
import accountsJson from '../seed/sample-accounts.json' with { type: 'json' }
import { MADE_UP } from './made-up-mark.js'

const NAMES = ['Lê Thị Cẩm Tú', 'Phan Minh Khôi', 'Huỳnh Thị Ngọc Hân', 'Đỗ Quang Vinh', 'Nguyễn Thanh Trúc', 'Trương Hoài Nam', 'Bùi Thị Diễm My', 'Võ Tấn Lộc']
const SAMPLES = accountsJson.filter(({ role }) => role === 'operator').map(({ username }) => username)
const QUEUES = ['procedures', 'reports']

/** The operators of the sample accounts, and as many made ones as a day's calls need; nobody can sign in as one of those. */
export async function madeUpOperators(connection: Connection, seats: number): Promise<MadeOperator[]> {
  const [samples] = await connection.query<RowDataPacket[]>("SELECT id, queues FROM users WHERE role = 'operator' AND disabled_at IS NULL AND username IN (?) ORDER BY id", [SAMPLES])
  const operators: MadeOperator[] = samples.map(({ id, queues }) => ({ id: Number(id), queues: JSON.parse(String(queues)) as string[] })).filter(({ queues }) => queues.length > 0)
  for (let i = 0; operators.length < seats && i < NAMES.length; i++) {
    const [{ insertId }] = (await connection.query('INSERT INTO users (username, display_name, role, queues, password_hash, one_time_password, is_head, disabled_at) VALUES (?, ?, ?, ?, ?, 0, 0, UTC_TIMESTAMP(3))', [
      ...[`${MADE_UP}operator-${i + 1}`, `${NAMES[i]} (minh họa)`, 'operator', JSON.stringify(QUEUES), '-'],
    ])) as unknown as [{ insertId: number }]
    operators.push({ id: insertId, queues: QUEUES })
  }
  return operators
}
