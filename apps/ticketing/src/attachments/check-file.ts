import { execFile } from 'node:child_process'
import { open } from 'node:fs/promises'
import { promisify } from 'node:util'
import type { AttachmentType } from '@app/contracts'
import { fileRefusal } from './attachment-refusals.js'

const run = promisify(execFile)
const TAIL_BYTES = 2048
const SOX_MS = 20_000
/** So much of a sound is decoded. */
const SOUND_SECONDS = '5'

/** A PDF that was cut off has no end. @throws RefusedError 415 */
export async function checkDocument(path: string): Promise<void> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const tail = Buffer.alloc(Math.min(TAIL_BYTES, size))
    await file.read(tail, 0, tail.length, size - tail.length)
    if (!tail.includes('startxref') || !tail.includes('%%EOF')) throw fileRefusal.damaged()
  } finally {
    await file.close()
  }
}

/** A sound has to begin to play. @throws RefusedError 415 */
export async function checkSound(path: string, type: Extract<AttachmentType, `audio/${string}`>): Promise<void> {
  const forms = { 'audio/wav': ['wav'], 'audio/mpeg': ['mp3'], 'audio/ogg': ['vorbis', 'opus'] }[type]
  for (const form of forms) {
    const played = await run('sox', ['-t', form, path, '-n', 'trim', '0', SOUND_SECONDS], { timeout: SOX_MS }).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') throw error
        return false
      },
    )
    if (played) return
  }
  throw fileRefusal.damaged()
}
