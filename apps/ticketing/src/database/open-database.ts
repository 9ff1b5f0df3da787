import type { DataSource } from 'typeorm'
import { makeDataSource } from './data-source.js'

/** For commands: the database that DATABASE_URL names. Where it is not there, says so and ends the process with 2. */
export async function openDatabase(): Promise<DataSource> {
  const source = makeDataSource(process.env['DATABASE_URL'] ?? '')
  try {
    return await source.initialize()
  } catch (error) {
    process.stderr.write(`The database is not there: ${error instanceof Error ? error.message || error.name : String(error)}. Is Hotline 1022 running (npm start)?\n`)
    process.exit(2)
  }
}
