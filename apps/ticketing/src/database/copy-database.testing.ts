import type { Connection, RowDataPacket } from 'mysql2/promise'

/** Fills an empty database with another one's tables, rows and triggers. The connection stays in `to`. */
export async function copyDatabase(connection: Connection, from: string, to: string): Promise<void> {
  await connection.query(`USE ${to}`)
  await connection.query('SET SESSION foreign_key_checks = 0') // tables come in no order
  for (const table of await names(connection, `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = '${from}'`)) {
    const [[shown]] = await connection.query<RowDataPacket[]>(`SHOW CREATE TABLE ${from}.\`${table}\``)
    await connection.query(String(shown?.['Create Table']))
    const columns = await names(connection, `SELECT column_name AS name FROM information_schema.columns WHERE table_schema = '${from}' AND table_name = '${table}' AND is_generated = 'NEVER'`)
    const list = columns.map((column) => `\`${column}\``).join(', ')
    await connection.query(`INSERT INTO \`${table}\` (${list}) SELECT ${list} FROM ${from}.\`${table}\``)
  }
  for (const trigger of await names(connection, `SELECT trigger_name AS name FROM information_schema.triggers WHERE trigger_schema = '${from}'`)) {
    const [[shown]] = await connection.query<RowDataPacket[]>(`SHOW CREATE TRIGGER ${from}.\`${trigger}\``)
    await connection.query(String(shown?.['SQL Original Statement']))
  }
  await connection.query('SET SESSION foreign_key_checks = 1')
}

async function names(connection: Connection, query: string): Promise<string[]> {
  const [rows] = await connection.query<RowDataPacket[]>(query)
  return rows.map((row) => String(row['name']))
}
