import { runCommand } from './prepare.mjs'

runCommand('test.ts')
