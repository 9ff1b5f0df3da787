import { Test } from '@nestjs/testing'
import type { NestExpressApplication } from '@nestjs/platform-express'
import { signSession } from '@app/access'
import { CALL_FACTS, SESSION_COOKIE, TICKETING_FACTS, type Health, type Role, type Session } from '@app/contracts'
import { shapeApp } from '@app/service'
import { createConnection } from 'mysql2/promise'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from 'redis'
import request from 'supertest'
import { AppModule } from './app.module.js'
import { UserEntity } from './database/directory.entities.js'
import { DepartmentEntity } from './database/directory.entities.js'
import { Database } from './database/database.js'
import { takeLargeBodies } from './flows/take-large-bodies.js'
import { SETTINGS, TicketingSettings } from './settings.js'

export const PASSWORD = 'a sample password'
const SECRET = 'a secret of at least thirty-two characters'

/** An empty database of its own on the run's MariaDB; give its address to the app under test. */
export async function freshDatabase(name: string): Promise<string> {
  const server = process.env['TEST_DATABASE_SERVER_URL']
  if (!server) throw new Error('TEST_DATABASE_SERVER_URL is not set; npm test sets it')
  const database = `ticketing_${name}_${process.pid}`
  const connection = await createConnection(server)
  await connection.query(`DROP DATABASE IF EXISTS ${database}`)
  await connection.query(`CREATE DATABASE ${database} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`)
  await connection.end()
  return new URL(database, server.endsWith('/') ? server : `${server}/`).href
}

/** A Redis database number for one spec file, emptied. */
async function freshRedis(index: number) {
  const url = process.env['TEST_REDIS_URL']
  if (!url) throw new Error('TEST_REDIS_URL is not set; npm test sets it')
  const address = `${url.replace(/\/\d*$/, '')}/${index}`
  const redis = createClient({ url: address })
  await redis.connect()
  await redis.flushDb()
  return { address, redis }
}

/** The real app on real parts, as `main.ts` starts it, but for the port. `more`: further settings, as in the environment. */
export async function startTicketing(name: string, redisIndex: number, more: Record<string, string> = {}) {
  const databaseUrl = more['DATABASE_URL'] ?? (await freshDatabase(name))
  const { address, redis } = await freshRedis(redisIndex)
  const folder = await mkdtemp(join(tmpdir(), 'ticketing-'))
  const settings = TicketingSettings.parse({
    DATABASE_URL: databaseUrl,
    REDIS_URL: address,
    SESSION_SECRET: SECRET,
    RECORDINGS_DIR: folder,
    VOICEMAIL_DIR: folder,
    ATTACHMENTS_DIR: join(folder, 'attachments'),
    SOUNDS_DIR: join(folder, 'sounds'),
    FLOWS_DIR: join(folder, 'flows'),
    FLOW_FILE: join(import.meta.dirname, '../../../flows/1022.yaml'),
    SEED_PASSWORD: PASSWORD,
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

/** Waits until what is published is on disk. */
export const untilFlowsAreThere = (ticketing: Awaited<ReturnType<typeof startTicketing>>) =>
  eventually(async () => ((await request(ticketing.http()).get('/health')).body as Health).parts['flows']?.ok)

/** Waits until the probe gives something, and ends before the test does: a loop that goes on would keep the whole run from ending. */
export async function eventually<T>(probe: () => Promise<T | null | undefined | false>): Promise<T> {
  const until = Date.now() + 25_000
  for (;;) {
    const found = await probe()
    if (found) return found
    if (Date.now() > until) throw new Error(`still ${String(found)} after 25 s`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** What proof an answer needs is tested with the files; elsewhere it would be in the way. */
export const askForNoProof = ({ database }: { database: Database }): Promise<unknown> => database.manager.query('UPDATE categories SET needs_proof = 0')
