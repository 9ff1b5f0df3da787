import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import request from 'supertest'
import type { DataSource } from 'typeorm'
import { makeDataSource } from '../database/data-source.js'
import { verifyHistory } from '../history/verify-history.js'
import { checkRollUps } from '../roll-ups/check-roll-ups.js'
import { dayAfter } from '../roll-ups/local-sql.js'
import { RollUps } from '../roll-ups/roll-ups.service.js'
import { startTicketing } from '../ticketing-app.testing.js'
import { fillMadeUpDays, RealDaysError, removeMadeUpDays } from './made-up-days.js'

const TABLES = ['ticket_history', 'ticket_texts', 'call_backs', 'calls', 'voicemails', 'surveys', 'operator_steps', 'missed_callers', 'tickets', 'flow_figures', 'users', 'made_up_days']
const ROLL_UPS = ['call_roll_ups', 'wait_roll_ups', 'hour_wait_roll_ups', 'missed_roll_ups', 'talk_roll_ups', 'state_roll_ups', 'survey_roll_ups', 'ticket_roll_ups']
const DAYS = { days: 12, callsADay: 150 }
const DAY_MS = 86_400_000

describe('made-up days', () => {
  let ticketing: Awaited<ReturnType<typeof startTicketing>>
  let source: DataSource
  let url: string

  const count = async (tables: string[]) => Object.fromEntries(await Promise.all(tables.map(async (table) => [table, Number((await source.query<{ n: string }[]>(`SELECT COUNT(*) n FROM ${table}`))[0]?.n)] as const)))
  const realCall = (id: string, at: Date) =>
    source.query("INSERT INTO calls (id, number, number_key, dialled, source, language, flow_path, arrived_at, answered, offers, ended_at, hangup_cause, ended_where, outcome, last_fact_id) VALUES (?, '0912345678', '912345678', '1022', 'trunk', 'vi', 'welcome', ?, 0, 0, ?, '16', 'flow', 'self-served', '1-1')", [id, at, at])

  beforeAll(async () => {
    ticketing = await startTicketing('made_up', 13)
    url = ticketing.settings.DATABASE_URL
    source = await makeDataSource(url).initialize()
  })
  afterAll(async () => {
    await source.destroy()
    await ticketing.stop()
  })

  it('are filled once, all at once, and counted as from the raw rows', async () => {
    const before = await count(TABLES)
    const filled = await fillMadeUpDays(url, DAYS)
    expect(filled).toMatchObject({ filled: true, calls: 1_800 })
    const there = await count(TABLES)
    expect(there).toMatchObject({ calls: 1_800, made_up_days: 12, tickets: filled.tickets })
    for (const table of ['surveys', 'operator_steps', 'missed_callers', 'tickets', 'voicemails', 'call_backs', 'ticket_history', 'ticket_texts']) expect(there[table]).toBeGreaterThan(0)
    expect(there['users']).toBeGreaterThan(before['users'] ?? 0)
    await ticketing.app.get(RollUps).catchUp()
    const rolled = await count(ROLL_UPS)
    for (const table of ROLL_UPS) expect(rolled[table]).toBeGreaterThan(0)
    for (let day = filled.from; day <= filled.to; day = dayAfter(day)) expect(await checkRollUps(source.manager, day, 20)).toEqual([])
    expect(await fillMadeUpDays(url, DAYS)).toMatchObject({ filled: false, from: filled.from, to: filled.to })
    expect(await count(TABLES)).toEqual(there)
  })

  it('dial nobody: no open missed caller, no warning, no number that can be called', async () => {
    const [row] = await source.query<{ open: string; warned: string; dialable: string }[]>(
      "SELECT (SELECT COUNT(*) FROM missed_callers WHERE closed_at IS NULL) + (SELECT COUNT(*) FROM call_backs WHERE closed_at IS NULL OR open_key IS NOT NULL) open, (SELECT COUNT(*) FROM tickets WHERE next_warning_at IS NOT NULL) warned, (SELECT COUNT(*) FROM calls WHERE number NOT LIKE '010%') dialable",
    )
    expect(row).toEqual({ open: '0', warned: '0', dialable: '0' })
    expect((await source.query<unknown[]>("SELECT id FROM users WHERE username LIKE 'demo-%' AND disabled_at IS NULL"))).toEqual([])
  })

  it('are for looking at: nobody changes a made-up ticket, and the history of the others is whole', async () => {
    const [ticket] = await source.query<{ code: string }[]>("SELECT code FROM tickets WHERE state = 'accepted' LIMIT 1")
    const answer = await request(ticketing.http()).post(`/api/tickets/${ticket?.code}/deeds`).set('cookie', await ticketing.cookieOf('supervisor')).send({ deed: 'level-changed', level: 3, text: 'Cần lãnh đạo xem.' })
    expect([answer.status, (answer.body as { code?: string }).code]).toEqual([409, 'made-up-ticket'])
    expect((await verifyHistory(source)).broken).toBeNull()
  })

  it('have tickets with a life of their own, in a chain beside the real one', async () => {
    const [{ code, deeds }] = (await source.query(
      "SELECT t.code, COUNT(*) deeds FROM tickets t JOIN ticket_history h ON h.ticket_id = t.id WHERE t.state = 'closed' AND t.accepted_at IS NOT NULL GROUP BY t.id ORDER BY deeds DESC LIMIT 1",
    )) as [{ code: string; deeds: string }]
    const { body } = await request(ticketing.http()).get(`/api/tickets/${code}`).set('cookie', await ticketing.cookieOf('supervisor'))
    const ticket = body as { history: { deed: string; by: string | null; text: string | null }[]; revision: number }
    expect(ticket.history).toHaveLength(Number(deeds))
    expect(ticket.history[0]?.deed).toBe('made')
    expect(ticket.history.filter(({ deed }) => deed === 'answered').every(({ text, by }) => Boolean(text) && Boolean(by))).toBe(true)
    expect(ticket.revision).toBe(Number(deeds))
    const [{ returned }] = (await source.query("SELECT SUM(returned) returned FROM ticket_roll_ups WHERE grain = 'day'")) as [{ returned: string }]
    expect(Number(returned)).toBeGreaterThan(0)
    await source.query('UPDATE ticket_history SET category_id = category_id + 1 WHERE seq = -3')
    expect((await verifyHistory(source)).broken).toEqual({ what: 'changed', seq: -3 })
    await source.query('UPDATE ticket_history SET category_id = category_id - 1 WHERE seq = -3')
    expect((await verifyHistory(source)).broken).toBeNull()
  })

  it('go without a trace, and leave what is real', async () => {
    await realCall('1795000000.1', new Date())
    const removed = await removeMadeUpDays(url)
    expect(removed).toMatchObject({ calls: 1_800, made_up_days: 12 })
    expect(await count(TABLES)).toMatchObject({ calls: 1, surveys: 0, operator_steps: 0, missed_callers: 0, tickets: 0, voicemails: 0, call_backs: 0, ticket_history: 0, ticket_texts: 0, flow_figures: 0, made_up_days: 0 })
    expect(await source.query("SELECT id FROM users WHERE username LIKE 'demo-%'")).toEqual([])
    await ticketing.app.get(RollUps).catchUp()
    const left = await source.query<{ n: string }[]>("SELECT COALESCE(SUM(arrived), 0) n FROM call_roll_ups WHERE grain = 'day'")
    expect(left[0]?.n).toBe('1')
    expect(await count(['survey_roll_ups', 'ticket_roll_ups', 'talk_roll_ups', 'wait_roll_ups', 'missed_roll_ups'])).toEqual({ survey_roll_ups: 0, ticket_roll_ups: 0, talk_roll_ups: 0, wait_roll_ups: 0, missed_roll_ups: 0 })
    expect(await removeMadeUpDays(url)).toEqual({})
  })

  it('are refused where the city has days of its own', async () => {
    await realCall('1795000000.2', new Date(Date.now() - 3 * DAY_MS))
    await expect(fillMadeUpDays(url, DAYS)).rejects.toThrow(RealDaysError)
    expect(await count(TABLES)).toMatchObject({ calls: 2, made_up_days: 0, operator_steps: 0 })
    expect(await source.query("SELECT id FROM users WHERE username LIKE 'demo-%'")).toEqual([])
  })
})
