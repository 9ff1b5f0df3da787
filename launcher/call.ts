// npm run call [-- --keys 1 --seconds 20 --from 0901234567]: a citizen without a telephone calls the running Hotline.
import { parseArgs } from 'node:util'
import { SippCaller } from '../test/callers/sipp-caller.js'
import { installPrograms } from './debian-packages.js'
import { openInstance } from './instance.js'
import { Trouble } from './trouble.js'

const say = (sentence: string) => process.stdout.write(`${sentence}\n`)

try {
  const { values } = parseArgs({ options: { keys: { type: 'string', default: '1' }, seconds: { type: 'string', default: '60' }, from: { type: 'string', default: '0901234567' } } })
  const seconds = Number(values.seconds)
  if (!/^[0-9*#]*$/.test(values.keys) || !(seconds > 0) || !/^\+?\d{3,15}$/.test(values.from)) throw new Trouble('Use: npm run call -- --keys 1 --seconds 60 --from 0901234567')
  const instance = openInstance('main', Number(process.env['HOTLINE_PORT'] ?? 10220))
  await installPrograms(['sipp'])
  say(`☎ ${values.from} dials 1022 …`)
  const caller = await SippCaller.dial({ from: values.from, target: `127.0.0.1:${instance.ports.sip}`, hertz: 440, limitSeconds: seconds + 60 })
  // A terminal and npm may both pass Ctrl-C on: one hang-up is enough.
  let ending = false
  const hangUp = () => {
    if (ending) return
    ending = true
    void caller.hangUp().then(() => process.exit(0))
  }
  process.on('SIGINT', hangUp)
  process.on('SIGTERM', hangUp)
  await caller.answered().catch(() => {
    throw new Trouble('Nobody answered at 1022. Is Hotline 1022 running on this machine (npm start)?')
  })
  say('  answered; the welcome is playing')
  await caller.hearsAnything()
  for (const key of values.keys) {
    await caller.press(key)
    say(`  pressed ${key}`)
  }
  say(`  waits, or talks (a tone of 440 Hz), for at most ${seconds} s; Ctrl-C hangs up`)
  await Promise.race([caller.ended(), new Promise((resolve) => setTimeout(resolve, seconds * 1000))])
  if (caller.isOver) say('  the call was ended at the other side')
  else {
    await caller.hangUp()
    say('  hung up')
  }
  process.exit(0)
} catch (error) {
  process.stderr.write(`${error instanceof Trouble ? error.message : String(error)}\n`)
  process.exit(1)
}
