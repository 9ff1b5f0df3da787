import { randomUUID } from 'node:crypto'
import { statSync, unlinkSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { Inject, Injectable } from '@nestjs/common'
import type { SizeLimits } from '@app/contracts'
import { SETTINGS, TicketingSettings } from '../settings.js'
import { kindOf } from './attachment-rules.js'
import { fileRefusal } from './attachment-refusals.js'
import { checkDocument, checkSound } from './check-file.js'
import { copyPhoto, type CopiedPhoto } from './copy-photo.js'
import { cleanName, nameDiffers } from './file-name.js'
import { receiveFile, type ReceivedFile } from './receive-file.js'

/** The file as it was sent; what is shown of a photo; its thumbnail. */
export type StoredForm = 'original' | 'shown' | 'thumb'
const SUFFIXES: Record<StoredForm, string> = { original: '', shown: '.shown', thumb: '.thumb' }
const FORMS = Object.keys(SUFFIXES) as StoredForm[]
/** An upload is over long before. */
const ORPHAN_AFTER_MS = 3_600_000

/** A file that was received and looked at, and belongs to no ticket yet. */
export interface ArrivedFile extends ReceivedFile {
  name: string
  photo: CopiedPhoto | null
  /** Where it waits: {@link AttachmentStore.keep} or {@link AttachmentStore.discard}. */
  at: string
}

/** Files by their content: `ab/<sha256>`, photos with their copies beside them. Whatever no row knows after an hour is swept away. */
@Injectable()
export class AttachmentStore {
  private readonly root: string
  private readonly incoming: string
  /** A decoded photo takes hundreds of megabytes, so one at a time. */
  private decoding: Promise<unknown> = Promise.resolve()

  constructor(@Inject(SETTINGS) settings: TicketingSettings) {
    this.root = settings.ATTACHMENTS_DIR
    this.incoming = join(this.root, 'incoming')
  }

  /**
   * Takes a file in and looks at it: kind, size, name, and whether it opens.
   * @throws RefusedError with why it is not taken; then nothing of it is left
   */
  async receive(source: Readable, name: string, limits: SizeLimits): Promise<ArrivedFile> {
    await mkdir(this.incoming, { recursive: true })
    const at = join(this.incoming, randomUUID())
    try {
      const file = await receiveFile(source, at, limits)
      if (nameDiffers(name, file.type)) throw fileRefusal.name()
      return { ...file, name: cleanName(name, file.type), at, photo: await this.lookInto(at, file) }
    } catch (error) {
      await this.discard({ at })
      throw error
    }
  }

  /** Puts it where it is found by its content. Written anew even when it is there: the sweep goes by its age. */
  async keep({ at, hash, photo }: ArrivedFile): Promise<void> {
    await mkdir(join(this.root, hash.slice(0, 2)), { recursive: true })
    for (const form of photo ? FORMS : (['original'] as const)) await rename(at + SUFFIXES[form], join(this.root, this.pathOf(hash, form)))
  }

  /** What was not kept of it. */
  async discard({ at }: Pick<ArrivedFile, 'at'>): Promise<void> {
    for (const form of FORMS) await rm(at + SUFFIXES[form], { force: true })
  }

  get folder(): string {
    return this.root
  }

  /** Within {@link folder}. */
  pathOf(hash: string, form: StoredForm): string {
    return join(hash.slice(0, 2), hash + SUFFIXES[form])
  }

  /**
   * Removes what no row knows and what an upload left behind when the process was killed.
   * @param known which of these hashes belong to a ticket
   * @returns how many files went
   */
  async sweep(at: Date, known: (hashes: string[]) => Promise<ReadonlySet<string>>): Promise<number> {
    const before = at.getTime() - ORPHAN_AFTER_MS
    let gone = 0
    for (const folder of await readdir(this.root).catch(whenAbsent)) {
      const names = await readdir(join(this.root, folder))
      const hashes = folder === 'incoming' ? new Set<string>() : await known([...new Set(names.map((name) => name.slice(0, 64)))])
      for (const name of names) if (!hashes.has(name.slice(0, 64)) && removedIfOlder(join(this.root, folder, name), before)) gone++
    }
    return gone
  }

  private async lookInto(at: string, { type }: ReceivedFile): Promise<CopiedPhoto | null> {
    if (kindOf(type) === 'photo') return this.oneAtATime(() => copyPhoto(at, { shown: at + SUFFIXES.shown, thumb: at + SUFFIXES.thumb }))
    if (type === 'audio/wav' || type === 'audio/mpeg' || type === 'audio/ogg') await checkSound(at, type)
    else await checkDocument(at)
    return null
  }

  private oneAtATime<T>(work: () => Promise<T>): Promise<T> {
    const done = this.decoding.then(work)
    this.decoding = done.catch(() => undefined)
    return done
  }
}

/** In one step: a file that an upload puts there anew meanwhile is young, or stays. */
function removedIfOlder(path: string, before: number): boolean {
  const file = statSync(path, { throwIfNoEntry: false })
  if (!file || file.mtimeMs >= before) return false
  unlinkSync(path)
  return true
}

function whenAbsent(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return []
  throw error
}
