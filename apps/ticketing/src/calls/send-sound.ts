import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { refusal } from '@app/service'
import type { Response } from 'express'
import { wholeWav } from './whole-wav.js'

const HEADERS = { 'Content-Type': 'audio/wav', 'Cache-Control': 'private, no-store' }

const noSound = () => refusal.notFound({ vi: 'tệp âm thanh này', en: 'sound file' })

/**
 * Sends a sound with ranges, so that a player can jump. The name came through the journal: only a plain file name is taken.
 * @param cutOff Asterisk ended while it wrote: the file is mended on its way out, without ranges
 * @throws RefusedError 404 when there is no such file
 */
export async function sendSound(response: Response, folder: string, name: string | null, { cutOff = false } = {}): Promise<void> {
  if (name === null || !/^[\w-][\w.-]*\.wav$/.test(name)) throw noSound()
  if (cutOff) return sendCutOff(response, join(folder, name))
  await new Promise<void>((resolve, reject) =>
    response.sendFile(name, { root: folder, headers: { 'Content-Type': 'audio/wav', 'Cache-Control': 'private, no-store' } }, (error?: Error & { status?: number; code?: string }) => {
      if (!error || error.code === 'ECONNABORTED' || error.code === 'EPIPE') resolve()
      else if (error.status === 404) reject(noSound())
      else reject(error)
    }),
  )
}

async function sendCutOff(response: Response, path: string): Promise<void> {
  const file = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw noSound()
    throw error
  })
  response.set(HEADERS).send(wholeWav(file))
}
