import type { ReorganisationEffect } from '@app/contracts'
import { Alert, Card, List, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { formatDay } from '../format/moments.js'
import { formatCount } from '../format/numbers.js'
import { useLanguage } from '../i18n.js'

/** What a plan would move, as things stand now. */
export function ReorganisationEffectView({ effect }: { effect: ReorganisationEffect }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const to = (name: string, target: string) => t('departments.way', { from: name, to: target })
  const lists = [
    { name: 'tickets', lines: effect.tickets.map(({ from, to: target, count }) => `${to(from[language], target[language])}: ${t('departments.ticketCount', { count: formatCount(count, language) })}`) },
    { name: 'people', lines: effect.people.map(({ name, to: target }) => to(name, target[language])) },
    { name: 'categories', lines: effect.categories.map(({ name, to: target }) => to(name[language], target[language])) },
    { name: 'below', lines: effect.below.map(({ name, to: target }) => to(name[language], target[language])) },
    { name: 'ends', lines: effect.ends.map(({ name, lastDay, successor }) => t('departments.endsOn', { name: name[language], day: formatDay(lastDay, language), successor: successor[language] })) },
  ] as const
  return (
    <Stack gap="xs" data-testid="reorganisation-effect">
      {effect.faults.length > 0 && (
        <Alert color="red" icon={<IconAlertCircle aria-hidden />} py="xs" role="alert">
          {effect.faults.map((fault) => (
            <Text key={fault.en} size="sm">
              {fault[language]}
            </Text>
          ))}
        </Alert>
      )}
      <Text size="sm" fw={600}>
        {t('departments.wouldMove')}
      </Text>
      <SimpleGrid cols={2} spacing="xs">
        {lists
          .filter(({ lines }) => lines.length > 0)
          .map(({ name, lines }) => (
            <Card key={name} withBorder p="xs" data-testid={`effect-${name}`}>
              <Text size="xs" fw={600} mb={4}>
                {t(`departments.effect.${name}`, { count: lines.length })}
              </Text>
              <List size="xs" spacing={2} mah={150} style={{ overflow: 'auto' }}>
                {lines.map((line, index) => (
                  <List.Item key={index}>{line}</List.Item>
                ))}
              </List>
            </Card>
          ))}
      </SimpleGrid>
      <Text size="xs" c="dimmed">
        {t('departments.deadlinesStay')}
      </Text>
    </Stack>
  )
}
