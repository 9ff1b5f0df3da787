import type { Ticket, TicketDeed } from '@app/contracts'
import { Text, Timeline } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatFull } from '../format/moments.js'
import { useLanguage } from '../i18n.js'

/** Without a name these were done by the citizen, on the page or the telephone. */
const BY_CITIZEN: ReadonlySet<TicketDeed> = new Set(['replied', 'rated', 'reopened', 'attached'])
const SHOWN_ELSEWHERE: ReadonlySet<TicketDeed> = new Set(['answered', 'answered-on-call', 'approved', 'warned', 'tell-by-changed'])

/** Of a file its name: the hash behind it is for whoever checks the chain. */
const wordsOf = ({ deed, text }: Ticket['history'][number]) => (ABOUT_FILES.has(deed) ? text?.split('\n')[0] : text)
const ABOUT_FILES: ReadonlySet<TicketDeed> = new Set(['attached', 'detached', 'shown', 'hidden'])

/** Who did what, the oldest first. A department or deadline is named where it is set or becomes another one. */
export function TicketHistory({ history }: { history: Ticket['history'] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const wayOf = (text: string | null) => (text === '-' || text === null ? t('ticketForm.tellByNobody') : t(`tellBy.${text}`, { defaultValue: text }))
  return (
    <Timeline bulletSize={12} lineWidth={2} active={history.length} data-testid="ticket-history">
      {history.map((line, index) => {
        const before = history[index - 1]
        const set = [
          before?.department.vi !== line.department.vi && t('tickets.history.to', { department: line.department[language] }),
          before?.deadlineAt !== line.deadlineAt && t('tickets.history.deadline', { at: formatFull(line.deadlineAt, language) }),
        ].filter((words) => words !== false)
        return (
          <Timeline.Item key={index} title={<Text size="sm">{t(`tickets.history.${line.deed}`, { by: line.by ?? t(BY_CITIZEN.has(line.deed) ? 'tickets.history.citizen' : 'tickets.history.system'), percent: line.text, way: wayOf(line.text) })}</Text>} data-testid="ticket-history-line" data-deed={line.deed}>
            <Text size="xs" c="dimmed">
              {[formatFull(line.at, language), ...set].join(' · ')}
            </Text>
            {line.text !== null && !SHOWN_ELSEWHERE.has(line.deed) && (
              <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
                {wordsOf(line)}
              </Text>
            )}
          </Timeline.Item>
        )
      })}
    </Timeline>
  )
}
