import type { TrialOutcome } from '@app/contracts'
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n.js'
import { useRoutingWorld } from './routing-queries.js'
import { whyWords } from './use-rule-words.js'

/** Where a ticket goes by some rules, and why. */
export function OutcomeText({ outcome: { department, people, support, why } }: { outcome: TrialOutcome }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const world = useRoutingWorld()
  const names = people.map((username) => world.data?.people.find((one) => one.username === username)?.name ?? username)
  const who = names.length === 0 ? null : names.length === 1 ? t('routing.person', { name: names[0] }) : t('routing.pool', { names: names.join(', ') })
  return (
    <div>
      <Text size="sm" fw={500}>
        {department[language]}
      </Text>
      {who && <Text size="xs">{who}</Text>}
      {support.length > 0 && <Text size="xs">{t('routing.support', { names: support.map((name) => name[language]).join(', ') })}</Text>}
      <Text size="xs" c="dimmed">
        {whyWords(t, language, why)}
      </Text>
    </div>
  )
}
