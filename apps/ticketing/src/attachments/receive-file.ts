import { createHash, type Hash } from 'node:crypto'
import { open, rm, type FileHandle } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { ATTACHMENT_KINDS, AttachmentType, type SizeLimits } from '@app/contracts'
import { fileTypeFromBuffer } from 'file-type'
import { kindOf } from './attachment-rules.js'
import { fileRefusal } from './attachment-refusals.js'

/** Of these first bytes is known what a file is. */
const HEAD_BYTES = 64 * 1024

export interface ReceivedFile {
  type: AttachmentType
  size: number
  /** SHA-256, hexadecimal. */
  hash: string
}

/**
 * Writes what comes into a file of its own, and stops as soon as it is too large or nothing that is taken: then nothing is left on disk. What
 * it is its content says, never its name or what the sender calls it. The rest of a stream that is refused is thrown away unread.
 * @throws RefusedError 400, 413 or 415
 */
export async function receiveFile(source: Readable, path: string, limits: SizeLimits): Promise<ReceivedFile> {
  const file = await open(path, 'wx')
  try {
    const received = await write(source, file, limits)
    await file.sync()
    await file.close()
    return received
  } catch (error) {
    await file.close()
    await rm(path, { force: true })
    source.resume()
    throw error
  }
}

async function write(source: Readable, file: FileHandle, limits: SizeLimits): Promise<ReceivedFile> {
  const hash = createHash('sha256')
  let head: Buffer[] = []
  let size = 0
  let type: AttachmentType | undefined
  for await (const chunk of chunksOf(source)) {
    size += chunk.length
    if (type === undefined) {
      head.push(chunk)
      if (size < HEAD_BYTES) continue
      type = await typeOf(Buffer.concat(head), limits)
      for (const part of head) await keep(file, hash, part)
      head = []
    } else await keep(file, hash, chunk)
    refuseTooLarge(type, size, limits)
  }
  if (size === 0) throw fileRefusal.empty()
  if (type === undefined) {
    type = await typeOf(Buffer.concat(head), limits)
    for (const part of head) await keep(file, hash, part)
    refuseTooLarge(type, size, limits)
  }
  return { type, size, hash: hash.digest('hex') }
}

/** The stream stays open behind a refusal: the sender has to read why. */
async function* chunksOf(source: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of source.iterator({ destroyOnReturn: false })) yield chunk as Buffer
  } catch {
    throw fileRefusal.cutOff()
  }
}

async function keep(file: FileHandle, hash: Hash, part: Buffer): Promise<void> {
  hash.update(part)
  await file.appendFile(part)
}

async function typeOf(head: Buffer, limits: SizeLimits): Promise<AttachmentType> {
  const found = await fileTypeFromBuffer(head)
  if (found?.mime === 'image/heic' || found?.mime === 'image/heif') throw fileRefusal.heic()
  const type = AttachmentType.safeParse(found?.mime.split(';')[0])
  if (!type.success || limits[kindOf(type.data)] === undefined) throw fileRefusal.type(ATTACHMENT_KINDS.filter((kind) => limits[kind] !== undefined))
  return type.data
}

function refuseTooLarge(type: AttachmentType, size: number, limits: SizeLimits): void {
  const kind = kindOf(type)
  const most = limits[kind] ?? 0
  if (size > most) throw fileRefusal.tooLarge(kind, most)
}
