import { refusal } from '@app/service'
import type { Response } from 'express'
import type { AttachmentEntity } from '../database/attachment.entity.js'
import { kindOf } from './attachment-rules.js'
import type { AttachmentStore, StoredForm } from './attachment-store.js'
import { disposition } from './file-name.js'

/** Which form of a file is asked for; a photo is shown by its clean copy, whatever else as it is. */
export type AskedForm = 'shown' | 'thumb' | 'original'

/**
 * Sends a file, with ranges. Whatever it is, no browser runs anything of it: a photo or a sound is shown as what it was found to be, all else
 * is for saving.
 * @throws RefusedError 404 when there is no such form of it
 */
export async function sendAttachment(response: Response, store: AttachmentStore, { hash, name, type }: Pick<AttachmentEntity, 'hash' | 'name' | 'type'>, asked: AskedForm): Promise<void> {
  const kind = kindOf(type)
  if (asked === 'thumb' && kind !== 'photo') throw noFile()
  const form: StoredForm = kind === 'photo' ? asked : 'original'
  const inline = kind !== 'document' && asked !== 'original'
  const headers = {
    'Content-Type': form === 'thumb' ? 'image/jpeg' : type,
    'Content-Disposition': disposition(inline ? 'inline' : 'attachment', name),
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'private, no-cache',
  }
  await new Promise<void>((resolve, reject) =>
    response.sendFile(store.pathOf(hash, form), { root: store.folder, headers, cacheControl: false }, (error?: Error & { status?: number; code?: string }) => {
      if (!error || error.code === 'ECONNABORTED' || error.code === 'EPIPE') resolve()
      else if (error.status === 404) reject(noFile())
      else reject(error)
    }),
  )
}

const noFile = () => refusal.notFound({ vi: 'tệp này', en: 'file' })
