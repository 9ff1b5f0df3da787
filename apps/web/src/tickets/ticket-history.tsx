import type { Ticket } from '@app/contracts'
import { Text, Timeline } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatFull } from '../format/moments.js'
import { useLanguage } from '../i18n.js'

/** Who did what, the oldest first. A department or deadline is named where it is set or becomes another one. */
export function TicketHistory({ history }: { history: Ticket['history'] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <Timeline bulletSize={12} lineWidth={2} active={history.length} data-testid="ticket-history">
      {history.map((line, index) => {
        const before = history[index - 1]
        const set = [
          before?.department.vi !== line.department.vi && t('tickets.history.to', { department: line.department[language] }),
          before?.deadlineAt !== line.deadlineAt && t('tickets.history.deadline', { at: formatFull(line.deadlineAt, language) }),
        ].filter((words) => words !== false)
        return (
          <Timeline.Item key={index} title={<Text size="sm">{t(`tickets.history.${line.deed}`, { by: line.by ?? t('tickets.history.system') })}</Text>} data-testid="ticket-history-line" data-deed={line.deed}>
            <Text size="xs" c="dimmed">
              {[formatFull(line.at, language), ...set].join(' · ')}
            </Text>
            {line.text !== null && line.deed !== 'answered' && (
              <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
                {line.text}
              </Text>
            )}
          </Timeline.Item>
        )
      })}
    </Timeline>
  )
}
