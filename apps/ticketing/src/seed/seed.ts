import { hashPassword } from '@app/access'
import { DepartmentType, QueueName, Role, RoutingRules } from '@app/contracts'
import { dayOf } from '@app/metrics'
import { OpeningHours } from '@app/opening-hours'
import type { EntityManager } from 'typeorm'
import { checkRules } from '@app/ticket-routing'
import { z } from 'zod'
import { CategoryEntity, DepartmentEntity, OpeningHoursEntity, UserEntity } from '../database/directory.entities.js'
import { RoutingVersionEntity } from '../database/routing.entities.js'
import { readDirectory } from '../routing/read-directory.js'
import { ZONE, type TicketingSettings } from '../settings.js'
import directoryJson from './directory.json' with { type: 'json' }
import { seedArticles } from './seed-articles.js'
import { seedComplaintViewers, seedDeadlineRules, seedTicketForms } from './seed-ticket-rules.js'
import routingRulesJson from './routing-rules.json' with { type: 'json' }
import wardsJson from './wards.json' with { type: 'json' }
import accountsJson from './sample-accounts.json' with { type: 'json' }

const Directory = z.object({
  openingHours: z.array(z.object({ name: z.string(), vi: z.string(), en: z.string(), definition: OpeningHours })),
  departments: z.array(z.object({ code: z.string(), type: DepartmentType.default('agency'), vi: z.string(), en: z.string(), hours: z.string(), fallback: z.boolean().default(false) })),
  categories: z.array(z.object({ code: z.string(), vi: z.string(), en: z.string(), department: z.string(), hours: z.number().int().positive(), approval: z.boolean().default(false), proof: z.boolean().default(false), recurrenceDays: z.number().int().min(0).default(30) })),
})
/** Wards and communes after the reform of July 2025 (resolution 1663/NQ-UBTVQH15). */
const Wards = z.array(z.object({ code: z.string(), vi: z.string(), en: z.string() }))
const Accounts = z.array(
  z.object({ username: z.string(), role: Role, displayName: z.string(), department: z.string().optional(), head: z.boolean().default(false), queues: z.array(QueueName).default([]), complaints: z.boolean().default(false) }),
)

/** The day from which the merged province's departments are there. */
const MERGER = '2025-07-01'

/**
 * Puts in what is missing, by code and username; what is there is never changed, so that an administrator's changes last.
 * @returns what was done and what a person should know, for the log
 */
export async function seed(manager: EntityManager, settings: Pick<TicketingSettings, 'SEED_PASSWORD' | 'ADMIN_PASSWORD'>): Promise<string[]> {
  return manager.transaction(async (tx) => {
    await seedDirectory(tx)
    await seedTicketForms(tx)
    const done = [...(await seedArticles(tx)), ...(await seedAccounts(tx, settings))]
    await seedComplaintViewers(tx, Accounts.parse(accountsJson).filter(({ complaints }) => complaints).map(({ username }) => username))
    // They name sample people, so they come with them.
    return settings.SEED_PASSWORD === undefined ? done : [...done, ...(await seedRoutingRules(tx))]
  })
}

/** The first version, where none was ever published. */
async function seedRoutingRules(tx: EntityManager): Promise<string[]> {
  if ((await tx.count(RoutingVersionEntity)) > 0) return []
  const definition = RoutingRules.parse(routingRulesJson)
  const faults = checkRules(definition, await readDirectory(tx), dayOf(new Date(), ZONE).day)
  // A directory that somebody changed is no fault of the seed: then each category's department gets its tickets.
  if (faults.length > 0) return [`sample routing rules not published: ${faults.map(({ number, message }) => `rule ${number}: ${message.en}`).join(' ')}`]
  await tx.insert(RoutingVersionEntity, { version: 1, definition, note: '', rolledBackTo: null, publishedAt: new Date(), publishedBy: 'system' })
  return [`sample routing rules published: ${definition.rules.length}`]
}

async function seedDirectory(tx: EntityManager): Promise<void> {
  const { openingHours, departments, categories } = Directory.parse(directoryJson)
  const named = openingHours.map((hours) => ({ ...hours, code: hours.name }))
  const hoursIds = await missing(tx, OpeningHoursEntity, named, ({ code, vi, en, definition }) => ({ code, titleVi: vi, titleEn: en, definition, revision: 1, changedAt: new Date(), changedBy: 'system' }))
  const wards = Wards.parse(wardsJson).map((ward) => ({ ...ward, type: 'ward' as const, hours: 'office', fallback: false }))
  const place = (d: (typeof departments)[number], parentId: number | null) => ({
    code: d.code,
    nameVi: d.vi,
    nameEn: d.en,
    openingHoursId: idOf(hoursIds, d.hours),
    type: d.type,
    parentId,
    validFrom: MERGER,
    validUntil: null,
    successorId: null,
    phone: null,
    email: null,
    isFallback: d.fallback,
  })
  const heads = departments.filter(({ type }) => type === 'city')
  const headIds = await missing(tx, DepartmentEntity, heads, (d) => place(d, null))
  const head = heads[0] ? idOf(headIds, heads[0].code) : null
  const departmentIds = await missing(tx, DepartmentEntity, [...departments, ...wards], (d) => place(d, head))
  const categoryIds = await missing(tx, CategoryEntity, categories, (c) => ({
    code: c.code,
    nameVi: c.vi,
    nameEn: c.en,
    departmentId: idOf(departmentIds, c.department),
    position: categories.indexOf(c),
    needsApproval: c.approval,
    validFrom: MERGER,
    validUntil: null,
    needsProof: c.proof,
    recurrenceDays: c.recurrenceDays,
  }))
  await seedDeadlineRules(tx, categories.map(({ code, hours }) => ({ id: idOf(categoryIds, code), hours })))
}

async function missing<E extends { id: number; code: string }, S extends { code: string }>(
  tx: EntityManager,
  entity: new () => E,
  rows: S[],
  make: (row: S) => Omit<E, 'id'>,
): Promise<Map<string, number>> {
  const there = new Set((await tx.find(entity)).map((row) => row.code))
  const wanted = rows.filter(({ code }) => !there.has(code))
  // In one statement, in this order.
  await tx.save(wanted.map((row) => Object.assign(new entity(), make(row))))
  return new Map((await tx.find(entity)).map((row) => [row.code, row.id]))
}

function idOf(ids: Map<string, number>, code: string): number {
  const id = ids.get(code)
  if (id === undefined) throw new Error(`The seed names ${code}, which it does not have`)
  return id
}

async function seedAccounts(tx: EntityManager, { SEED_PASSWORD, ADMIN_PASSWORD }: Pick<TicketingSettings, 'SEED_PASSWORD' | 'ADMIN_PASSWORD'>): Promise<string[]> {
  const departments = new Map((await tx.find(DepartmentEntity)).map((row) => [row.code, row.id]))
  const there = new Set((await tx.find(UserEntity)).map((row) => row.username))
  const done: string[] = []
  for (const account of Accounts.parse(accountsJson)) {
    const isAdmin = account.username === 'admin'
    const password = isAdmin ? (ADMIN_PASSWORD ?? SEED_PASSWORD) : SEED_PASSWORD
    if (there.has(account.username)) continue
    if (password === undefined) {
      if (isAdmin) done.push('there is no admin account: set ADMIN_PASSWORD and start again')
      continue
    }
    await tx.save(
      Object.assign(new UserEntity(), {
        username: account.username,
        displayName: account.displayName,
        role: account.role,
        departmentId: account.department === undefined ? null : idOf(departments, account.department),
        isHead: account.head,
        queues: account.queues,
        passwordHash: await hashPassword(password),
      }),
    )
    done.push(`account made: ${account.username} (${account.role})`)
  }
  return done
}
