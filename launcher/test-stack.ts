import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Instance } from './instance.js'
import { asteriskDir, trunkContact } from './parts/asterisk.js'
import { publicUrl } from './parts/edge.js'
import { logDir, runDir, startStack } from './stack.js'
import type { StackDescription } from './stack-description.js'
import type { Supervisor } from './supervisor.js'

const SEED_PASSWORD = 'test-password'

/** Where a test may play a system outside, whom flows ask. */
const outside = ({ ports }: Instance) => `127.0.0.1:${ports.sip + 1}`

/** Where a test may play the mail server to which Hotline gives its mails. */
const mail = ({ ports }: Instance) => `127.0.0.1:${ports.sip + 2}`

const soundsDir = (instance: Instance) => join(asteriskDir(instance), 'share/sounds')

/** Each run begins with nothing but the sounds, which are kept by content. */
export function forget({ dir }: Instance): void {
  for (const folder of ['mariadb', 'redis', 'log', 'asterisk/lib', 'asterisk/log', 'asterisk/recordings', 'asterisk/voicemail', 'flows', 'attachments']) rmSync(join(dir, folder), { recursive: true, force: true })
}

/**
 * A whole Hotline for system tests, with short waits.
 * @param sibling a stack of this run that has made its sounds
 * @returns the file that describes it
 */
export async function startTestStack(instance: Instance, supervisor: Supervisor, sibling: Instance | undefined): Promise<string> {
  if (sibling && !existsSync(soundsDir(instance))) cpSync(soundsDir(sibling), soundsDir(instance), { recursive: true })
  const { environment } = await startStack(
    {
      instance,
      fast: true,
      seedPassword: SEED_PASSWORD,
      tuning: { queueLimit: 35, ringSeconds: 8 },
      settings: { WRAP_UP_SECONDS: '8', CALL_BACK_FROM: '00:00', CALL_BACK_UNTIL: '24:00', CALL_BACK_RETRY_MINUTES: '0.05', OUTGOING_CALL_RETRY_MINUTES: '0.05', SMTP_URL: `smtp://${mail(instance)}`, WEB_REQUEST_HOSTS: outside(instance) },
    },
    supervisor,
  )
  const description: StackDescription = {
    address: publicUrl(instance),
    sipTarget: `127.0.0.1:${instance.ports.sip}`,
    trunkContact: trunkContact(instance.ports),
    outside: outside(instance),
    mail: mail(instance),
    runDir: runDir(instance),
    logDir: logDir(instance),
    seedPassword: SEED_PASSWORD,
    asteriskDir: asteriskDir(instance),
    ari: { address: environment['ARI_URL'] ?? '', username: environment['ARI_USERNAME'] ?? '', password: environment['ARI_PASSWORD'] ?? '' },
    flowsDir: join(instance.dir, 'flows'),
    databaseUrl: environment['DATABASE_URL'] ?? '',
    redisUrl: environment['REDIS_URL'] ?? '',
  }
  const file = join(instance.dir, 'stack.json')
  writeFileSync(file, JSON.stringify(description, null, 2), { mode: 0o600 })
  return file
}
