import { existsSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PublishedData, PublishedFlow, PublishedNumbers } from '@app/contracts'
import type { Flow } from '@app/flow'

/** What the IVR reads of flows. Whole or not at all: it looks at any moment. */
export class FlowFiles {
  private last: Promise<unknown> = Promise.resolve()

  constructor(private readonly folder: string) {}

  /** The same hash is the same file. */
  writeVersion(flow: Flow, sounds: PublishedFlow['sounds']): Promise<void> {
    return this.inTurn(() => this.write(`${flow.version}.json`, { flow, sounds }))
  }

  /**
   * Says which version each number reaches. A version without its file is left out, for the IVR refuses a list that names one.
   * @param numbers asked when its turn has come, so that what is newest is what stays
   */
  writeNumbers(numbers: () => Promise<PublishedNumbers['numbers']>): Promise<void> {
    return this.inTurn(async () => {
      const written = Object.entries(await numbers()).filter(([, hash]) => existsSync(join(this.folder, `${hash}.json`)))
      await this.write('published.json', { numbers: Object.fromEntries(written) } satisfies PublishedNumbers)
    })
  }

  /** What is in force beside the flows. @param data asked when its turn has come */
  writeData(data: () => Promise<PublishedData>): Promise<void> {
    return this.inTurn(async () => this.write('published-data.json', await data()))
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const mine = this.last.then(work)
    this.last = mine.catch(() => undefined) // told to whoever asked for it
    return mine
  }

  private async write(name: string, data: object): Promise<void> {
    const file = join(this.folder, name)
    await mkdir(this.folder, { recursive: true })
    await writeFile(`${file}.new`, JSON.stringify(data))
    await rename(`${file}.new`, file)
  }
}
