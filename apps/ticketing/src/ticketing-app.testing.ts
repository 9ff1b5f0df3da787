import { Test } from '@nestjs/testing'
import type { NestExpressApplication } from '@nestjs/platform-express'
import { signSession } from '@app/access'
import { CALL_FACTS, SESSION_COOKIE, TICKETING_FACTS, type Health, type Role, type Session } from '@app/contracts'
import { shapeApp } from '@app/service'
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from 'redis'
import request from 'supertest'
import { AppModule } from './app.module.js'
import { UserEntity } from './database/directory.entities.js'
import { DepartmentEntity } from './database/directory.entities.js'
import { copyDatabase } from './database/copy-database.testing.js'
import { makeDataSource } from './database/data-source.js'
import { Database } from './database/database.js'
import { takeLargeBodies } from './flows/take-large-bodies.js'
import { seed } from './seed/seed.js'
import { SETTINGS, TicketingSettings } from './settings.js'

export const PASSWORD = 'a sample password'
const SECRET = 'a secret of at least thirty-two characters'

const serverUrl = () => {
  const server = process.env['TEST_DATABASE_SERVER_URL']
  if (!server) throw new Error('TEST_DATABASE_SERVER_URL is not set; npm test sets it')
  return server
}
const databaseUrl = (database: string) => new URL(database, serverUrl().endsWith('/') ? serverUrl() : `${serverUrl()}/`).href

async function makeEmpty(connection: Connection, database: string): Promise<void> {
  await connection.query(`DROP DATABASE IF EXISTS ${database}`)
  await connection.query(`CREATE DATABASE ${database} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`)
}

/** An empty database of its own on the run's MariaDB; give its address to the app under test. */
export async function freshDatabase(name: string): Promise<string> {
  const database = `ticketing_${name}_${process.pid}`
  const connection = await createConnection(serverUrl())
  await makeEmpty(connection, database)
  await connection.end()
  return databaseUrl(database)
}

/** As the app leaves an empty database after its first start: migrated and seeded. Copied from one that is made once a run, since that takes seconds. */
async function seededDatabase(name: string): Promise<string> {
  const database = `ticketing_${name}_${process.pid}`
  const connection = await createConnection(serverUrl())
  await untilTemplateIsThere(connection)
  await makeEmpty(connection, database)
  await copyDatabase(connection, TEMPLATE, database)
  await connection.end()
  return databaseUrl(database)
}

const TEMPLATE = 'ticketing_template'

/** One worker makes it, the others wait. */
async function untilTemplateIsThere(connection: Connection): Promise<void> {
  await connection.query(`SELECT GET_LOCK('${TEMPLATE}', 100)`)
  const [ready] = await connection.query<RowDataPacket[]>(`SHOW DATABASES LIKE '${TEMPLATE}'`)
  if (ready.length === 0) {
    const growing = `${TEMPLATE}_growing`
    await makeEmpty(connection, growing)
    const source = await makeDataSource(databaseUrl(growing)).initialize()
    await source.runMigrations()
    await seed(source.manager, { SEED_PASSWORD: PASSWORD, ADMIN_PASSWORD: undefined })
    await source.destroy()
    await makeEmpty(connection, TEMPLATE)
    await copyDatabase(connection, growing, TEMPLATE)
  }
  await connection.query(`SELECT RELEASE_LOCK('${TEMPLATE}')`)
}

/** How many Redis databases each of the run's workers has. */
const REDIS_DATABASES = 64

/** A Redis database for one spec file, emptied: of this number among the worker's own, since files run side by side. */
async function freshRedis(index: number) {
  const url = process.env['TEST_REDIS_URL']
  if (!url) throw new Error('TEST_REDIS_URL is not set; npm test sets it')
  const address = `${url.replace(/\/\d*$/, '')}/${(Number(process.env['JEST_WORKER_ID']) - 1) * REDIS_DATABASES + index}`
  const redis = createClient({ url: address })
  await redis.connect()
  await redis.flushDb()
  return { address, redis }
}

/** The real app on real parts, as `main.ts` starts it, but for the port. `more`: further settings, as in the environment. */
export async function startTicketing(name: string, redisIndex: number, more: Record<string, string> = {}) {
  const databaseAddress = more['DATABASE_URL'] ?? (await seededDatabase(name))
  const { address, redis } = await freshRedis(redisIndex)
  const folder = await mkdtemp(join(tmpdir(), 'ticketing-'))
  const settings = TicketingSettings.parse({
    DATABASE_URL: databaseAddress,
    REDIS_URL: address,
    SESSION_SECRET: SECRET,
    RECORDINGS_DIR: folder,
    VOICEMAIL_DIR: folder,
    ATTACHMENTS_DIR: join(folder, 'attachments'),
    SOUNDS_DIR: join(folder, 'sounds'),
    FLOWS_DIR: join(folder, 'flows'),
    FLOW_FILE: join(import.meta.dirname, '../../../flows/1022.yaml'),
    SEED_PASSWORD: PASSWORD,
    // That a busy machine keeps it waiting for a while is no failure.
    DATABASE_ANSWER_SECONDS: 120,
    ...more,
  })
  const testing = await Test.createTestingModule({ imports: [AppModule] }).overrideProvider(SETTINGS).useValue(settings).compile()
  const app = testing.createNestApplication<NestExpressApplication>({ logger: false })
  shapeApp(app, 'ticketing')
  takeLargeBodies(app)
  await app.init()
  const database = app.get(Database)
  await database.ready()
  return {
    app,
    database,
    redis,
    settings,
    folder,
    http: () => app.getHttpServer() as import('node:http').Server,
    cookieOf: (username: string) => cookieOf(database, username),
    cookieFor: async (role: Role) => cookie({ userId: 1, username: role, displayName: role, role, department: null, queues: [] }),
    tell: (id: string, fact: object) => redis.xAdd(CALL_FACTS, id, { fact: JSON.stringify(fact) }),
    told: async () => (await redis.xRange(TICKETING_FACTS, '-', '+')).map((entry) => JSON.parse(entry.message['fact'] ?? 'null') as unknown),
    stop: async () => {
      await app.close()
      redis.destroy()
    },
  }
}

async function cookieOf(database: Database, username: string): Promise<string> {
  const user = await database.manager.findOneByOrFail(UserEntity, { username })
  const department = user.departmentId === null ? null : await database.manager.findOneByOrFail(DepartmentEntity, { id: user.departmentId })
  return cookie({
    userId: user.id,
    username,
    displayName: user.displayName,
    role: user.role,
    department: department && { id: department.id, name: { vi: department.nameVi, en: department.nameEn } },
    queues: user.queues,
  })
}

const cookie = async (session: Session) => `${SESSION_COOKIE}=${await signSession(session, SECRET)}`

/** Every prompt is spoken first, by a machine that has other work too. */
const SPOKEN_WITHIN_MS = 240_000

/** Waits until what is published is on disk. */
export const untilFlowsAreThere = (ticketing: Awaited<ReturnType<typeof startTicketing>>) =>
  eventually(async () => ((await request(ticketing.http()).get('/health')).body as Health).parts['flows']?.ok, SPOKEN_WITHIN_MS)

/** Waits until the probe gives something, on a machine that has other work too; and ends before the test does: a loop that goes on would keep the whole run from ending. */
export async function eventually<T>(probe: () => Promise<T | null | undefined | false>, withinMs = 60_000): Promise<T> {
  const until = Date.now() + withinMs
  for (;;) {
    const found = await probe()
    if (found) return found
    if (Date.now() > until) throw new Error(`still ${String(found)} after ${withinMs / 1000} s`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** What proof an answer needs is tested with the files; elsewhere it would be in the way. */
export const askForNoProof = ({ database }: { database: Database }): Promise<unknown> => database.manager.query('UPDATE categories SET needs_proof = 0')
