import { readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { beforeAll, expect } from '@jest/globals'
import { emptyStack } from './empty-stack.js'
import { notesDir } from './stack.js'

const LAST_FILE = join(notesDir, 'last-test-file')

function lastFile(): string {
  try {
    return readFileSync(LAST_FILE, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'nobody'
    throw error
  }
}

/** All files of a worker share a stack; what one left there must not make the next one fail. */
beforeAll(async () => {
  const before = lastFile()
  const left = await emptyStack(before)
  if (left.length > 0) process.stderr.write(`\n!! ${before} left on the stack, ended now:\n${left.map((line) => `   ${line}\n`).join('')}`)
  writeFileSync(LAST_FILE, relative(process.cwd(), expect.getState().testPath ?? ''))
})
