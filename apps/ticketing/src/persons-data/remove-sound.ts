import { unlink } from 'node:fs/promises'
import { join } from 'node:path'

/** Only a plain file name is taken: it came through the journal. */
const SOUND = /^[\w-][\w.-]*\.wav$/

/**
 * Removes a sound for good; one that is gone already is no fault.
 * @throws Error for a name that is no sound's, and when the file cannot be removed
 */
export async function removeSound(folder: string, name: string): Promise<void> {
  if (!SOUND.test(name)) throw new Error(`no name of a sound: ${name.slice(0, 40)}`)
  await unlink(join(folder, name)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
}
