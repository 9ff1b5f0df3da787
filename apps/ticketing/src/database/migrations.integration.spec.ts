import { expect, it } from '@jest/globals'
import { freshDatabase } from '../ticketing-app.testing.js'
import { makeDataSource } from './data-source.js'

it('the migrations write exactly what the entities say, and take it back', async () => {
  const source = await makeDataSource(await freshDatabase('migrations')).initialize()
  try {
    await source.runMigrations()
    const { upQueries } = await source.driver.createSchemaBuilder().log()
    expect(upQueries.map(({ query }) => query)).toEqual([])
    for (const _ of source.migrations) await source.undoLastMigration()
    expect(await source.query("SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name <> 'migrations'")).toEqual([])
  } finally {
    await source.destroy()
  }
})
