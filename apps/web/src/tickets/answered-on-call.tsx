import type { Ticket } from '@app/contracts'
import { Alert, Button } from '@mantine/core'
import { IconPhoneCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDoDeed, useTicket } from '../api/queries.js'
import { failureSentence } from '../api/refused-request.js'
import { useLanguage } from '../i18n.js'
import { DeedForm } from './deed-form.js'

/** At the desk, of a ticket just saved: what the citizen was told at once, out of a template or in own words. */
export function AnsweredOnCall({ saved }: { saved: Ticket }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [open, setOpen] = useState(false)
  // What was done since is in the ticket as it is now.
  const ticket = useTicket(saved.code).data ?? saved
  const deed = useDoDeed(ticket.code)
  if (deed.isSuccess)
    return (
      <Alert w="100%" color="teal" py="xs" role="status" data-testid="answered-on-call">
        {t('operatorCalls.answered')}
      </Alert>
    )
  if (!ticket.may.includes('answered-on-call')) return null
  if (!open)
    return (
      <Button size="compact-md" leftSection={<IconPhoneCheck size={16} aria-hidden />} onClick={() => setOpen(true)} data-testid="answer-on-call">
        {t('tickets.act.answered-on-call')}
      </Button>
    )
  return (
    <div style={{ width: '100%', textAlign: 'left' }}>
      <DeedForm act="answered-on-call" ticket={ticket} pending={deed.isPending} send={(body) => deed.mutate({ ...body, revision: ticket.revision })} cancel={() => setOpen(false)} />
      {deed.error && (
        <Alert color="red" py="xs" role="alert" data-testid="deed-failure">
          {failureSentence(deed.error, language)}
        </Alert>
      )}
    </div>
  )
}
