import type { Ticket } from '@app/contracts'
import { Alert, Button, Group, Select, Text } from '@mantine/core'
import { IconUserCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { matchesSearch } from '../format/fold-diacritics.js'
import { useLanguage } from '../i18n.js'
import { useSession } from '../session/session-context.js'
import { useAssign, useTeamwork } from './teamwork-queries.js'

const NOBODY = 'nobody'

/** Who has the ticket; taken by an officer, handed out by a head or a supervisor. */
export function AssigneeField({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { userId } = useSession()
  const teamwork = useTeamwork(ticket.code)
  const assign = useAssign(ticket.code)
  const may = teamwork.data?.mayAssign ?? 'nobody'
  const mine = ticket.assignee?.id === userId
  const to = (id: number | null) => assign.mutate({ userId: id, revision: ticket.revision })
  const colleagues = teamwork.data?.colleagues ?? []
  return (
    <div data-testid="assignee" data-user={ticket.assignee?.id ?? ''}>
      <Group gap="xs">
        <Text size="sm" c="dimmed">
          {t('teamwork.assignee')}
        </Text>
        {may === 'everybody' && colleagues.length > 0 ? (
          <Select
            size="xs"
            w={220}
            aria-label={t('teamwork.assignee')}
            searchable
            allowDeselect={false}
            data={[{ value: NOBODY, label: t('teamwork.nobody') }, ...colleagues.map(({ id, displayName }) => ({ value: String(id), label: displayName }))]}
            filter={({ options, search }) => options.filter((option) => 'value' in option && matchesSearch(option.label, search))}
            value={ticket.assignee ? String(ticket.assignee.id) : NOBODY}
            onChange={(value) => value !== null && to(value === NOBODY ? null : Number(value))}
            disabled={assign.isPending}
            data-testid="assign-to"
          />
        ) : (
          <Text size="sm" fw={500}>
            {ticket.assignee?.displayName ?? t('teamwork.nobody')}
          </Text>
        )}
        {colleagues.some(({ id }) => id === userId) && may !== 'nobody' && (
          <Button size="compact-sm" variant="light" leftSection={<IconUserCheck size={15} aria-hidden />} loading={assign.isPending} onClick={() => to(mine ? null : userId)} data-testid="assign-to-me">
            {t(mine ? 'teamwork.giveBack' : 'teamwork.takeIt')}
          </Button>
        )}
      </Group>
      {assign.error && (
        <Alert color="red" py="xs" mt={4} role="alert">
          {failureSentence(assign.error, language)}
        </Alert>
      )}
    </div>
  )
}
