import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { FIRST_FLOW_NODES } from './first-flow-nodes.js'
import { queueName, REPORT_TITLES, WEEKDAYS } from './report-texts.js'

interface Texts {
  reports: { name: Record<string, string> }
  flowNode: Record<string, string>
  queue: Record<string, string>
  weekday: Record<string, string>
}

describe.each(['vi', 'en'] as const)('reports in %s call things as the screens do:', (language) => {
  const screens = JSON.parse(readFileSync(join(import.meta.dirname, `../../../web/src/locales/${language}.json`), 'utf8')) as Texts

  it('the reports', () => {
    for (const [name, title] of Object.entries(REPORT_TITLES)) expect([name, title[language]]).toEqual([name, screens.reports.name[name]])
  })

  it('the steps of the first flow', () => {
    expect(Object.fromEntries(Object.entries(FIRST_FLOW_NODES).map(([node, name]) => [node, name[language]]))).toEqual(screens.flowNode)
  })

  it('queues and weekdays', () => {
    for (const [queue, name] of Object.entries(screens.queue)) expect(queueName(queue)[language]).toBe(name)
    expect(WEEKDAYS.map((day) => day[language])).toEqual(Object.values(screens.weekday))
  })
})
