import { refusal } from '@app/service'
import type { Response } from 'express'

const noSound = () => refusal.notFound({ vi: 'tệp âm thanh này', en: 'sound file' })

/**
 * Sends a sound with ranges, so that a player can jump. The name came through the journal: only a plain file name is taken.
 * @throws RefusedError 404 when there is no such file
 */
export async function sendSound(response: Response, folder: string, name: string | null): Promise<void> {
  if (name === null || !/^[\w-][\w.-]*\.wav$/.test(name)) throw noSound()
  await new Promise<void>((resolve, reject) =>
    response.sendFile(name, { root: folder, headers: { 'Content-Type': 'audio/wav', 'Cache-Control': 'private, no-store' } }, (error?: Error & { status?: number; code?: string }) => {
      if (!error || error.code === 'ECONNABORTED' || error.code === 'EPIPE') resolve()
      else if (error.status === 404) reject(noSound())
      else reject(error)
    }),
  )
}
