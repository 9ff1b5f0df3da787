import type { Ticket, TicketAct } from '@app/contracts'
import { Alert, Button, Group, Stack } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowMerge,
  IconArrowsSplit2,
  IconCalendarPlus,
  IconCalendarX,
  IconCheck,
  IconChecks,
  IconMessageCircleQuestion,
  IconMessageReply,
  IconPencilPlus,
  IconPencilX,
  IconPhoneCheck,
  IconPhoneOutgoing,
  IconRotateClockwise,
  IconStar,
  type Icon,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDoDeed } from '../api/queries.js'
import { failureSentence } from '../api/refused-request.js'
import { useLanguage } from '../i18n.js'
import { AnswerForm } from './answer-form.js'
import { DeedForm, type DeedWithForm } from './deed-form.js'

/** Done at once, without a word. */
const AT_ONCE = ['accepted', 'extended', 'approved', 'told'] as const
type AtOnce = (typeof AT_ONCE)[number]
const isAtOnce = (act: TicketAct): act is AtOnce => (AT_ONCE as readonly TicketAct[]).includes(act)
/** In the order in which they stand; what a person does most often first. `answered` has a form of its own. */
const BUTTONS = ['accepted', 'contributed', 'approved', 'extended', 'told', 'replied', 'answered-on-call', 'rated', 'sent-back', 'time-refused', 'asked', 'time-asked', 'merged', 'separated', 'returned', 'sent-on', 'reopened'] as const satisfies TicketAct[]
const ICONS: Record<(typeof BUTTONS)[number], Icon> = {
  accepted: IconCheck,
  contributed: IconPencilPlus,
  approved: IconChecks,
  extended: IconCalendarPlus,
  told: IconPhoneCheck,
  replied: IconMessageReply,
  'answered-on-call': IconPhoneOutgoing,
  rated: IconStar,
  'sent-back': IconPencilX,
  'time-refused': IconCalendarX,
  asked: IconMessageCircleQuestion,
  'time-asked': IconCalendarPlus,
  merged: IconArrowMerge,
  separated: IconArrowsSplit2,
  returned: IconArrowBackUp,
  'sent-on': IconArrowForwardUp,
  reopened: IconRotateClockwise,
}

/** What whoever looks may do with the ticket now; the server says what that is. */
export function TicketDeeds({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const deed = useDoDeed(ticket.code)
  const [asked, ask] = useState<DeedWithForm | null>(null)
  // Somebody else may have done something meanwhile.
  const open = asked !== null && ticket.may.includes(asked) ? asked : null
  if (ticket.may.length === 0) return null
  return (
    <Stack gap="sm" data-testid="ticket-deeds">
      <Group gap="xs">
        {BUTTONS.filter((act) => ticket.may.includes(act)).map((act) => {
          const DeedIcon = ICONS[act]
          const atOnce = isAtOnce(act)
          return (
            <Button
              key={act}
              size="sm"
              variant={atOnce ? 'filled' : 'default'}
              leftSection={<DeedIcon size={16} aria-hidden />}
              loading={deed.isPending && deed.variables.deed === act}
              aria-expanded={atOnce ? undefined : open === act}
              onClick={() => {
                deed.reset()
                if (atOnce) deed.mutate({ deed: act, revision: ticket.revision })
                else ask(open === act ? null : act)
              }}
              data-testid={`deed-${act}`}
            >
              {t(`tickets.act.${act}`)}
            </Button>
          )
        })}
      </Group>
      {open && <DeedForm key={open} act={open} ticket={ticket} pending={deed.isPending} send={(body) => deed.mutate({ ...body, revision: ticket.revision }, { onSuccess: () => ask(null) })} cancel={() => ask(null)} />}
      {deed.error && (
        <Alert color="red" py="xs" role="alert" data-testid="deed-failure">
          {failureSentence(deed.error, language)}
        </Alert>
      )}
      {ticket.may.includes('answered') && open === null && <AnswerForm key={ticket.code} ticket={ticket} />}
    </Stack>
  )
}
