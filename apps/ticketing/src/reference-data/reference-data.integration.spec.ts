import { afterAll, beforeAll, expect, it } from '@jest/globals'
import type { EntityManager } from 'typeorm'
import { startTicketing } from '../ticketing-app.testing.js'
import { ReferenceData } from './reference-data.js'

let ticketing: Awaited<ReturnType<typeof startTicketing>>
let reference: ReferenceData
let manager: EntityManager

beforeAll(async () => {
  ticketing = await startTicketing('reference_data', 48)
  reference = ticketing.app.get(ReferenceData)
  manager = ticketing.database.manager
})
afterAll(() => ticketing?.stop())

const daysOf = async (tx: EntityManager) => (await reference.of(tx)).categories.get(1)?.recurrenceDays
const setDays = (tx: EntityManager, days: number) => tx.query('UPDATE categories SET recurrence_days = ? WHERE id = 1', [days])

it('is read once as long as nothing changes', async () => {
  expect(await reference.of(manager)).toBe(await reference.of(manager))
  await manager.query("UPDATE tickets SET place = 'x' WHERE id = 0")
  expect(await reference.of(manager)).toBe(await reference.of(manager))
})

it.each([
  ['departments', 'name_en', "'Another'"],
  ['categories', 'position', 'position + 1'],
  ['opening_hours', 'revision', 'revision + 1'],
  ['users', 'display_name', "'Another'"],
  ['deadline_rules', 'answer_amount', 'answer_amount + 1'],
  ['ticket_forms', 'published_by', "'somebody'"],
  ['routing_versions', 'note', "'another'"],
  ['complaint_viewers', 'added_by', "'somebody'"],
])('a change of %s by anybody counts at once', async (table, column, value) => {
  const before = await reference.of(manager)
  const { affectedRows } = (await manager.query(`UPDATE ${table} SET ${column} = ${value}`)) as { affectedRows: number }
  expect(affectedRows).toBeGreaterThan(0)
  expect(await reference.of(manager)).not.toBe(before)
})

it('a change is seen by its own transaction, by nobody else before the commit, and by nobody at all after a roll-back', async () => {
  await setDays(manager, 11)
  const failed = manager.transaction('READ COMMITTED', async (tx) => {
    await setDays(tx, 12)
    expect(await daysOf(tx)).toBe(12)
    expect(await daysOf(manager)).toBe(11)
    expect(await daysOf(tx)).toBe(12)
    throw new Error('taken back')
  })
  await expect(failed).rejects.toThrow('taken back')
  expect(await daysOf(manager)).toBe(11)
  await manager.transaction('READ COMMITTED', (tx) => setDays(tx, 13))
  expect(await daysOf(manager)).toBe(13)
})

it('whoever reads at the same time as others change has one of the states that were', async () => {
  const seen = await Promise.all(
    Array.from({ length: 20 }, async (_, i) => {
      if (i % 4 === 0) await setDays(manager, 20 + i)
      return daysOf(manager)
    }),
  )
  expect(seen.every((days) => days === 13 || (days !== undefined && days >= 20 && (days - 20) % 4 === 0))).toBe(true)
  const [row] = (await manager.query('SELECT recurrence_days AS days FROM categories WHERE id = 1')) as { days: number }[]
  expect(await daysOf(manager)).toBe(row?.days)
})
