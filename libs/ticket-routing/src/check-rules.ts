import type { RoutingFault, RoutingRule, RoutingRules } from '@app/contracts'
import { inForce, isValidOn, type RoutedDepartment, type RoutingDirectory } from './directory.js'
import { ruleCovers } from './rule-covers.js'
import { minutesIn } from './week-time.js'
import { phraseOf } from './words-in-text.js'

type Fault = Pick<RoutingFault, 'code' | 'message'>
const fault = (code: RoutingFault['code'], vi: string, en: string): Fault => ({ code, message: { vi, en } })
const dayFirst = (day: string): string => day.split('-').reverse().join('/')

/**
 * What is wrong with rules on a day; rules that are off are not looked at.
 * @param day `2026-11-23`
 */
export function checkRules({ rules }: RoutingRules, directory: RoutingDirectory, day: string): RoutingFault[] {
  return rules.flatMap((rule, index) => {
    if (!rule.on) return []
    const found = [...conditionFaults(rule, directory), ...outcomeFaults(rule, directory, day), ...coverFaults(rules, index)]
    return found.map((one) => ({ ruleId: rule.id, number: index + 1, ...one }))
  })
}

function conditionFaults({ when }: RoutingRule, { departments, categories, hours }: RoutingDirectory): Fault[] {
  const unknown = (codes: readonly string[], known: readonly { code: string }[]) => codes.filter((code) => !known.some((one) => one.code === code))
  const { time } = when
  return [
    ...unknown(when.categories, categories).map((code) => fault('unknown-category', `Không có lĩnh vực “${code}”.`, `There is no category "${code}".`)),
    ...unknown(when.wards, departments.filter(({ isWard }) => isWard)).map((code) => fault('unknown-ward', `Không có phường, xã “${code}”.`, `There is no ward "${code}".`)),
    ...unknown(when.holders ?? [], departments).map((code) => fault('unknown-department', `Không có đơn vị “${code}”.`, `There is no department "${code}".`)),
    ...(when.words.some((words) => phraseOf(words).length === 0) ? [fault('empty-words', 'Có từ khóa để trống.', 'Words are empty.')] : []),
    ...(time?.by === 'hours' ? unknown([time.code], hours).map((code) => fault('unknown-hours', `Không có giờ làm việc “${code}”.`, `There are no opening hours "${code}".`)) : []),
    ...(time?.by === 'clock' && minutesIn(time).size === 0 ? [fault('no-time', 'Khung giờ bắt đầu và kết thúc cùng lúc.', 'The time ends as it begins.')] : []),
  ]
}

function outcomeFaults({ to }: RoutingRule, directory: RoutingDirectory, day: string): Fault[] {
  const { lead } = to
  const code = lead.by === 'department' ? lead.code : null
  return [
    ...[...(code === null ? [] : [code]), ...to.support].flatMap((named) => departmentFaults(named, directory, day)),
    ...(code === null && to.people.length > 0 ? [fault('people-without-department', 'Chỉ chọn được người khi phiếu giao cho một đơn vị cụ thể.', 'People can be named only where the ticket goes to a department by name.')] : []),
    ...to.people.flatMap((username) => personFaults(username, code, directory)),
    ...(code !== null && to.support.includes(code) ? [fault('support-is-lead', 'Đơn vị phối hợp trùng với đơn vị chủ trì.', 'A supporting department is the lead itself.')] : []),
  ]
}

function departmentFaults(code: string, { departments }: RoutingDirectory, day: string): Fault[] {
  const department = departments.find((one) => one.code === code)
  if (!department) return [fault('unknown-department', `Không có đơn vị “${code}”.`, `There is no department "${code}".`)]
  if (isValidOn(department, day)) return []
  if (department.validFrom > day) return [fault('department-not-yet', `Đơn vị “${code}” hoạt động từ ${dayFirst(department.validFrom)}.`, `Department "${code}" is there from ${dayFirst(department.validFrom)}.`)]
  const now = inForce<RoutedDepartment>(department, day, new Map(departments.map((one) => [one.id, one])))
  const until = department.validUntil === null ? '' : dayFirst(department.validUntil)
  return [fault('department-gone', `Đơn vị “${code}” đã ngừng hoạt động sau ${until}${now ? `; nay là “${now.code}”` : ''}.`, `Department "${code}" was there until ${until}${now ? `; now it is "${now.code}"` : ''}.`)]
}

function personFaults(username: string, code: string | null, { departments, people }: RoutingDirectory): Fault[] {
  const person = people.find((one) => one.username === username)
  if (!person) return [fault('unknown-person', `Không có cán bộ “${username}”.`, `There is no officer "${username}".`)]
  const department = departments.find((one) => one.code === code)
  if (!department || person.departmentId === department.id) return []
  return [fault('person-elsewhere', `“${username}” không thuộc đơn vị được giao.`, `"${username}" does not belong to that department.`)]
}

function coverFaults(rules: readonly RoutingRule[], index: number): Fault[] {
  const rule = rules[index]
  const by = rule === undefined ? -1 : rules.slice(0, index).findIndex((earlier) => earlier.on && ruleCovers(earlier, rule))
  if (by < 0) return []
  const name = rules[by]?.name
  return [fault('never-reached', `Không bao giờ được dùng: quy tắc ${by + 1} (${name?.vi}) đứng trước đã bao trùm.`, `Never reached: rule ${by + 1} (${name?.en}) before it covers it.`)]
}
