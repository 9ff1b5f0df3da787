import type { RoutingRule, RoutingWhy, RoutingWorld, RuleTime } from '@app/contracts'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n.js'

/** So many names stand in a sentence; of the others only how many. */
const NAMED = 4

/** Rules as sentences. */
export function useRuleWords(world: RoutingWorld) {
  const { t } = useTranslation()
  const language = useLanguage()
  const departmentName = (code: string) => world.departments.find((one) => one.code === code)?.name[language] ?? code
  const categoryName = (code: string) => world.categories.find((one) => one.code === code)?.name[language] ?? code
  const personName = (username: string) => world.people.find((one) => one.username === username)?.name ?? username
  const listed = (names: readonly string[]) => (names.length <= NAMED ? names.join(', ') : t('routing.andMore', { names: names.slice(0, NAMED).join(', '), count: names.length - NAMED }))

  const timeWords = (time: RuleTime): string => {
    if (time.by === 'hours') {
      const hours = world.hours.find((one) => one.code === time.code)?.title[language] ?? time.code
      return t(time.open ? 'routing.words.open' : 'routing.words.closed', { hours })
    }
    const clock = t('routing.words.clock', { from: time.from, to: time.to })
    return time.weekdays.length === 7 ? clock : `${clock}, ${time.weekdays.map((day) => t(`weekday.${day}`)).join(', ')}`
  }

  /** Term and value of each condition; none: every ticket. */
  const conditionsOf = ({ when }: RoutingRule): (readonly [string, string])[] => {
    const lines: [string, string | false][] = [
      [t('routing.when.kinds'), when.kinds.length > 0 && when.kinds.map((kind) => t(`kinds.kind.${kind}`)).join(', ')],
      [t('routing.when.categories'), when.categories.length > 0 && listed(when.categories.map(categoryName))],
      [t('routing.when.wards'), when.wards.length > 0 && listed(when.wards.map(departmentName))],
      [t('routing.when.words'), when.words.length > 0 && listed(when.words.map((word) => t('routing.quoted', { word })))],
      [t('routing.when.time'), when.time !== null && timeWords(when.time)],
      [t('routing.when.holders'), when.holders !== null && (when.holders.length === 0 ? t('routing.anyHolder') : listed(when.holders.map(departmentName)))],
    ]
    return lines.filter((line): line is [string, string] => line[1] !== false)
  }

  const leadOf = ({ to }: RoutingRule): string => (to.lead.by === 'department' ? departmentName(to.lead.code) : t(`routing.lead.${to.lead.by}`))
  const peopleOf = ({ to }: RoutingRule): string | null => {
    const names = to.people.map(personName)
    if (names.length === 0) return null
    return names.length === 1 ? t('routing.person', { name: names[0] }) : t('routing.pool', { names: listed(names) })
  }
  const supportOf = ({ to }: RoutingRule): string | null => (to.support.length === 0 ? null : t('routing.support', { names: listed(to.support.map(departmentName)) }))

  return { departmentName, categoryName, personName, conditionsOf, leadOf, peopleOf, supportOf, whyOf: (why: RoutingWhy) => whyWords(t, language, why) }
}

/** "Rule 12: street lights in An Lộc". */
export const whyWords = (t: ReturnType<typeof useTranslation>['t'], language: 'vi' | 'en', { by, rule }: RoutingWhy): string =>
  rule ? t('routing.why.rule', { number: rule.number, name: rule.name[language] }) : t(`routing.why.${by === 'rule' ? 'category' : by}`)
