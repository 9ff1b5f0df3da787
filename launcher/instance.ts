import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const PROJECT = join(import.meta.dirname, '..')

/** Ports as offsets from the instance's first one. */
const OFFSETS = { edge: 0, ticketing: 1, console: 2, ivr: 3, database: 10, redis: 11, asteriskHttp: 12, asteriskAmi: 13, claim: 14, sip: 20, rtpStart: 80, rtpEnd: 779 } as const
export type PortName = keyof typeof OFFSETS
export type Ports = Record<PortName, number>

export interface Secrets {
  database: string
  ari: string
  ami: string
  session: string
}

/** One private Hotline: its data folder, its ports, its secrets. `main` is what `npm start` runs; tests have others. */
export interface Instance {
  name: string
  dir: string
  ports: Ports
  secrets: Secrets
}

export function portsFrom(first: number): Ports {
  return Object.fromEntries(Object.entries(OFFSETS).map(([name, offset]) => [name, first + offset])) as Ports
}

/** Opens (or makes) an instance below `.data/`; secrets are made once and kept. */
export function openInstance(name: string, firstPort: number): Instance {
  const dir = join(PROJECT, '.data', name)
  mkdirSync(dir, { recursive: true })
  return { name, dir, ports: portsFrom(firstPort), secrets: secretsOf(join(dir, 'secrets.json')) }
}

function secretsOf(file: string): Secrets {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Secrets
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const secret = () => randomBytes(24).toString('hex')
  const secrets: Secrets = { database: secret(), ari: secret(), ami: secret(), session: secret() }
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 })
  return secrets
}
