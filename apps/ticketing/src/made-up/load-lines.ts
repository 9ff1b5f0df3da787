import type { Connection } from 'mysql2/promise'
import { Readable } from 'node:stream'
import { CITY_TABLES, type CityTable } from './city-lines.js'

/** A piece is sent as one packet, and the server takes none above its max_allowed_packet, 16 MiB. */
const PIECE_BYTES = 1 << 20

function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES)
}

/**
 * Puts lines into a table.
 * @throws Error when the server took another number of rows than there are lines: LOCAL lets it skip what it does not like
 */
export async function loadLines(connection: Connection, table: CityTable, lines: string): Promise<void> {
  if (lines === '') return
  const [result] = await connection.query({ sql: `LOAD DATA LOCAL INFILE 'made' INTO TABLE ${table} CHARACTER SET utf8mb4 (${CITY_TABLES[table]})`, infileStreamFactory: () => Readable.from(pieces(Buffer.from(lines))) })
  let wanted = 0
  for (let at = lines.indexOf('\n'); at >= 0; at = lines.indexOf('\n', at + 1)) wanted++
  const { affectedRows, warningStatus } = result as unknown as { affectedRows: number; warningStatus: number }
  if (affectedRows === wanted && warningStatus === 0) return
  const [[first]] = (await connection.query('SHOW WARNINGS')) as unknown as [[{ Message: string } | undefined]]
  throw new Error(`Of ${wanted} rows for ${table} the database took ${affectedRows}: ${first?.Message ?? 'it does not say why'}`)
}
