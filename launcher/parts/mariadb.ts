import { execFile } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createConnection } from 'mysql2/promise'
import { findProgram } from '../debian-packages.js'
import type { Instance } from '../instance.js'
import type { PartSpec } from '../supervisor.js'

const execute = promisify(execFile)

/** MariaDB refuses to run as root, and Debian's package brings a user for it. */
function mysqlUser(): { name: string; uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null
  const line = readFileSync('/etc/passwd', 'utf8').split('\n').find((entry) => entry.startsWith('mysql:'))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { name: 'mysql', uid: Number(uid), gid: Number(gid) } : null
}

/** Root's address on the instance's server, without a database. */
export const databaseServerUrl = ({ ports, secrets }: Instance) => `mysql://root:${secrets.database}@127.0.0.1:${ports.database}/`

/** A private MariaDB; `fast` trades safety at a power cut for speed, for tests. What was committed outlives `kill -9` all the same: a test counts on it. */
export async function mariadb(instance: Instance, options: { fast: boolean; bufferPool?: string }): Promise<PartSpec> {
  const dataDir = join(instance.dir, 'mariadb')
  const user = mysqlUser()
  const asUser = user ? [`--user=${user.name}`] : []
  if (!existsSync(join(dataDir, 'mysql'))) {
    mkdirSync(dataDir, { recursive: true })
    if (user) chownSync(dataDir, user.uid, user.gid)
    await execute('mariadb-install-db', ['--no-defaults', `--datadir=${dataDir}`, '--auth-root-authentication-method=normal', '--skip-test-db', ...asUser])
  }
  const program = await findProgram('mariadbd')
  return {
    name: 'mariadb',
    command: program ?? 'mariadbd',
    args: [
      '--no-defaults',
      ...asUser,
      `--datadir=${dataDir}`,
      `--socket=${join('/tmp', `hotline-${instance.ports.database}.sock`)}`, // a socket's path may have 107 characters at most
      `--port=${instance.ports.database}`,
      '--bind-address=127.0.0.1',
      '--skip-name-resolve',
      '--character-set-server=utf8mb4',
      '--collation-server=utf8mb4_unicode_ci',
      '--default-time-zone=+00:00',
      '--max-connections=200',
      `--innodb-buffer-pool-size=${options.bufferPool ?? (options.fast ? '64M' : '256M')}`,
      ...(options.fast ? ['--innodb-flush-log-at-trx-commit=2', '--innodb-doublewrite=0', '--innodb-flush-method=nosync', '--sync-frm=0', '--sync-binlog=0'] : []),
    ],
    ready: () => openDatabase(instance),
  }
}

/** Sets root's password on a fresh server, and makes the instance's database. */
async function openDatabase(instance: Instance): Promise<void> {
  const at = { host: '127.0.0.1', port: instance.ports.database, user: 'root', connectTimeout: 2_000 }
  const connection = await createConnection({ ...at, password: instance.secrets.database }).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ER_ACCESS_DENIED_ERROR' && error.code !== 'ER_ACCESS_DENIED_NO_PASSWORD_ERROR') throw error
    const fresh = await createConnection(at)
    for (const host of ['localhost', '127.0.0.1']) await fresh.query(`CREATE OR REPLACE USER root@'${host}' IDENTIFIED BY '${instance.secrets.database}'`)
    for (const host of ['localhost', '127.0.0.1']) await fresh.query(`GRANT ALL ON *.* TO root@'${host}' WITH GRANT OPTION`)
    return fresh
  })
  await connection.query('CREATE DATABASE IF NOT EXISTS hotline CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci')
  await connection.end()
}
