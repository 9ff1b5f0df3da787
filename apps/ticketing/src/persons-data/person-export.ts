import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Inject, Injectable } from '@nestjs/common'
import type { PersonQuery } from '@app/contracts'
import type { Response } from 'express'
import { AttachmentStore } from '../attachments/attachment-store.js'
import { CategoryEntity, DepartmentEntity } from '../database/directory.entities.js'
import { Database } from '../database/database.js'
import { SETTINGS, TicketingSettings } from '../settings.js'
import { personPage } from './person-page.js'
import { filesOf, personRecord, soundsOf } from './person-record.js'
import type { PersonHolding } from './persons.service.js'

/** Packs one person's data: a page to read in each language, JSON for machines, the sounds and the files. */
@Injectable()
export class PersonExport {
  constructor(
    private readonly database: Database,
    private readonly store: AttachmentStore,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
  ) {}

  async send(response: Response, holding: PersonHolding, query: PersonQuery): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'person-'))
    try {
      await this.lay(folder, holding, query)
      // The name says nothing of whose it is: it stays in the list of downloads.
      response.set({ 'Content-Type': 'application/gzip', 'Content-Disposition': 'attachment; filename="du-lieu-ca-nhan.tar.gz"', 'Cache-Control': 'private, no-store' })
      // -h: sounds and files are links to where they are kept.
      const tar = spawn('tar', ['-czhf', '-', '-C', folder, '.'], { stdio: ['ignore', 'pipe', 'pipe'] })
      let trouble = ''
      tar.stderr.on('data', (chunk: Buffer) => (trouble = `${trouble}${chunk.toString()}`.slice(0, 500)))
      const ended = once(tar, 'close')
      await pipeline(tar.stdout, response, { end: false })
      const [code] = (await ended) as [number | null]
      // Without its end the archive is broken, and whoever unpacks it is told so.
      if (code !== 0) throw new Error(`tar ended with ${code}: ${trouble}`)
      response.end()
    } finally {
      await rm(folder, { recursive: true })
    }
  }

  private async lay(folder: string, holding: PersonHolding, query: PersonQuery): Promise<void> {
    const { manager } = this.database
    const record = personRecord(holding, query, { categories: await manager.find(CategoryEntity), departments: await manager.find(DepartmentEntity) }, new Date())
    await writeFile(join(folder, 'data.json'), JSON.stringify(record, null, 2))
    await writeFile(join(folder, 'du-lieu.html'), personPage(record, 'vi'))
    await writeFile(join(folder, 'data.html'), personPage(record, 'en'))
    await mkdir(join(folder, 'sounds'))
    for (const { folder: kind, file } of soundsOf(holding)) {
      const from = join(kind === 'recordings' ? this.settings.RECORDINGS_DIR : this.settings.VOICEMAIL_DIR, file)
      if (/^[\w-][\w.-]*\.wav$/.test(file) && (await isThere(from))) await symlink(from, join(folder, 'sounds', file))
    }
    await mkdir(join(folder, 'files'))
    for (const { path, hash, form } of filesOf(holding)) {
      const from = join(this.store.folder, this.store.pathOf(hash, form))
      if (await isThere(from)) await symlink(from, join(folder, path))
    }
  }
}

const isThere = (path: string) =>
  access(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw error
    },
  )
