import type { Ticket } from '@app/contracts'
import { Accordion, Badge, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatFull } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { troubleText } from '../telling/trouble-text.js'

const COLORS = { waiting: 'blue', calling: 'grape', sent: 'teal', 'given-up': 'red', withdrawn: 'gray' }

/** What the citizen was sent, with its words, and whether it arrived. */
export function CitizenMessages({ messages }: { messages: Ticket['messages'] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  if (messages.length === 0) return null
  return (
    <Accordion variant="separated" chevronPosition="left" data-testid="citizen-messages">
      {messages.map((message, index) => (
        <Accordion.Item key={index} value={String(index)} data-testid="citizen-message" data-about={message.about} data-channel={message.channel} data-state={message.state}>
          <Accordion.Control py={2}>
            <Group gap={6} justify="space-between" wrap="nowrap">
              <Text size="sm">{t(`citizenMessage.about.${message.about}`, { by: t(`tellBy.${message.channel}`) })}</Text>
              <Badge variant="light" color={COLORS[message.state]} style={{ flexShrink: 0 }}>
                {t(`citizenMessage.state.${message.state}`)}
              </Badge>
            </Group>
          </Accordion.Control>
          <Accordion.Panel>
            <Text size="xs" c="dimmed">
              {`${message.recipient} · ${formatFull(message.at, language)}`}
            </Text>
            {message.attempts > 0 && (
              <Text size="xs" c="dimmed" data-testid="citizen-message-course">
                {t('telling.attempts', { count: message.attempts })}
                {message.nextTryAt !== null && ` · ${t('telling.nextTry', { at: formatFull(message.nextTryAt, language) })}`}
              </Text>
            )}
            {message.trouble !== null && (
              <Text size="xs" c="red">
                {troubleText(t, message.trouble)}
              </Text>
            )}
            <Text size="sm" mt={4} style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
              {message.text}
            </Text>
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  )
}
