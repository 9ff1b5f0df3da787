import { runCommand } from './prepare.mjs'

runCommand('../bench/main.ts')
