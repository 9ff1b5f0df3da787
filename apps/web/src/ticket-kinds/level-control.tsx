import { TICKET_LEVELS, type Ticket, type TicketLevel } from '@app/contracts'
import { Alert, Button, Group, Popover, SegmentedControl, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDoDeed } from '../api/queries.js'
import { failureSentence } from '../api/refused-request.js'
import { useLanguage } from '../i18n.js'

/** Another level, with a reason, by whoever may. */
export function LevelControl({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  if (!ticket.may.includes('level-changed')) return null
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" width={340} trapFocus withArrow>
      <Popover.Target>
        <Button size="compact-xs" variant="subtle" onClick={() => setOpen(!open)} aria-expanded={open} data-testid="level-change">
          {t('kinds.changeLevel')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <LevelForm ticket={ticket} done={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}

function LevelForm({ ticket, done }: { ticket: Ticket; done: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const deed = useDoDeed(ticket.code)
  const [level, setLevel] = useState<TicketLevel>(ticket.level)
  const [reason, setReason] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        deed.mutate({ deed: 'level-changed', revision: ticket.revision, level, text: reason.trim() }, { onSuccess: done })
      }}
    >
      <Stack gap="xs">
        <SegmentedControl fullWidth size="sm" value={String(level)} onChange={(value) => setLevel(TICKET_LEVELS.find((known) => String(known) === value) ?? level)} data={TICKET_LEVELS.map((value) => ({ value: String(value), label: t('kinds.level', { level: value }) }))} data-testid="level-choice" />
        <Text size="xs" c="dimmed">
          {t(`kinds.levelHint.${level}`)}
        </Text>
        <Textarea label={t('tickets.words.reason')} autosize minRows={2} maxLength={5000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} data-testid="level-reason" />
        {deed.error && (
          <Alert color="red" py="xs" role="alert">
            {failureSentence(deed.error, language)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button type="submit" size="sm" loading={deed.isPending} disabled={level === ticket.level || reason.trim().length < 3} data-testid="level-save">
            {t('kinds.saveLevel')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
