import 'reflect-metadata'
import { makeDataSource } from '../../apps/ticketing/src/database/data-source.js'
import { verifyHistory } from '../../apps/ticketing/src/history/verify-history.js'

/** What `npm run history:verify` finds: nothing broken. @throws Error that names the first broken link */
export async function expectWholeHistory(databaseUrl: string): Promise<void> {
  const source = await makeDataSource(databaseUrl).initialize()
  try {
    const { links, broken } = await verifyHistory(source)
    if (broken || links === 0) throw new Error(`the history has ${links} links and is broken: ${JSON.stringify(broken)}`)
  } finally {
    await source.destroy()
  }
}
