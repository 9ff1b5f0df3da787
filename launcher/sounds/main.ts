// `node --import tsx launcher/sounds/main.ts <out folder>`: makes the sounds, as the Asterisk image's build does.
import { join } from 'node:path'
import { buildSounds } from './build-sounds.js'

const outDir = process.argv[2]
if (!outDir) {
  process.stderr.write('Usage: launcher/sounds/main.ts <out folder>\n')
  process.exit(64)
}
const built = await buildSounds({ promptsDir: join(import.meta.dirname, '../../prompts'), outDir })
process.stdout.write(`Sounds: ${built.made} made, ${built.kept} kept, ${built.recorded} of them recorded by a person\n`)
