import type { Citizen, CitizenCard } from '@app/contracts'
import { Alert, Badge, Button, Group, Stack, Text } from '@mantine/core'
import { IconUser, IconUserPlus, IconUserSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { useLanguage } from '../i18n.js'
import { PersonalValue } from '../persons-data/personal-value.js'
import { EmptyState, Loaded, LoadingRows } from '../shell/states.js'
import { History } from './caller-history.js'
import { CitizenChanges } from './citizen-changes.js'
import { CitizenFind } from './citizen-find.js'
import { CitizenAdd } from './citizen-add.js'
import { CitizenNotes } from './citizen-notes.js'
import { useCitizenCard, useCitizenDeed, type Caller } from './citizen-queries.js'

/** Who calls, of those who are known on the number; what they asked before, and what colleagues wrote about them. */
export function CitizenPanel({ caller }: { caller: Caller }) {
  const card = useCitizenCard(caller)
  return (
    <Loaded query={card} skeleton={<LoadingRows rows={5} height={44} />}>
      {(found) => <Card card={found} caller={caller} />}
    </Loaded>
  )
}

function Card({ card, caller }: { card: CitizenCard; caller: Caller }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [open, setOpen] = useState<'add' | 'find' | null>(null)
  const deed = useCitizenDeed(caller)
  const shown = card.citizens.find(({ id }) => id === card.callerId) ?? null
  return (
    <Stack gap="xs" data-testid="citizen-card" data-caller={card.callerId ?? ''}>
      {card.citizens.length > 1 && card.callerId === null && (
        <Text size="xs" fw={600}>
          {t('citizens.whoCalls')}
        </Text>
      )}
      <Group gap={4} role="group" aria-label={t('citizens.whoCalls')}>
        {card.citizens.map((citizen) => (
          <CitizenButton key={citizen.id} citizen={citizen} chosen={citizen.id === card.callerId} choose={card.mayChange ? () => deed.mutate({ deed: 'choose', citizenId: citizen.id }) : null} />
        ))}
        {card.mayChange && (
          <>
            <Button size="compact-xs" variant="subtle" leftSection={<IconUserPlus size={14} aria-hidden />} aria-expanded={open === 'add'} onClick={() => setOpen(open === 'add' ? null : 'add')} data-testid="citizen-add">
              {t(card.citizens.length === 0 ? 'citizens.name' : 'citizens.another')}
            </Button>
            <Button size="compact-xs" variant="subtle" leftSection={<IconUserSearch size={14} aria-hidden />} aria-expanded={open === 'find'} onClick={() => setOpen(open === 'find' ? null : 'find')} data-testid="citizen-find">
              {t('citizens.find')}
            </Button>
          </>
        )}
      </Group>
      {open === 'add' && <CitizenAdd add={(name) => deed.mutate({ deed: 'add', name }, { onSuccess: () => setOpen(null) })} pending={deed.isPending} />}
      {open === 'find' && <CitizenFind callId={caller.callId} choose={(citizenId) => deed.mutate({ deed: 'choose', citizenId }, { onSuccess: () => setOpen(null) })} />}
      {deed.error && (
        <Alert color="red" py={6} role="alert" data-testid="citizen-failure">
          {failureSentence(deed.error, language)}
        </Alert>
      )}
      {shown && <CitizenFacts citizen={shown} />}
      {shown && <CitizenNotes key={shown.id} citizen={shown} write={card.mayChange ? (text, done) => deed.mutate({ deed: 'note', citizenId: shown.id, text }, { onSuccess: done }) : null} />}
      {card.citizens.length === 0 && card.history.calls.length === 0 && card.history.tickets.length === 0 && caller.number === null ? (
        <EmptyState compact text={t('citizens.noNumber')} />
      ) : (
        <History history={historyOf(card, shown)} ratings={card.ratings} exceptCallId={caller.callId} />
      )}
      {shown && card.mayChange && <CitizenChanges key={`changes-${shown.id}`} citizen={shown} others={card.citizens.filter(({ id }) => id !== shown.id)} tickets={card.history.tickets.filter(({ code }) => shown.ticketCodes.includes(code))} run={(what, done) => deed.mutate(what, { onSuccess: done })} pending={deed.isPending} />}
    </Stack>
  )
}

/** The chosen one's, and what bears nobody's name; everybody's while nobody is chosen. */
function historyOf({ history, citizens }: CitizenCard, shown: Citizen | null): CitizenCard['history'] {
  if (!shown) return history
  const others = citizens.filter(({ id }) => id !== shown.id)
  const anothers = { tickets: new Set(others.flatMap(({ ticketCodes }) => ticketCodes)), calls: new Set(others.flatMap(({ callIds }) => callIds)) }
  return { tickets: history.tickets.filter(({ code }) => !anothers.tickets.has(code)), calls: history.calls.filter(({ id }) => !anothers.calls.has(id)) }
}

function CitizenButton({ citizen, chosen, choose }: { citizen: Citizen; chosen: boolean; choose: (() => void) | null }) {
  const { t } = useTranslation()
  return (
    <Button size="compact-sm" variant={chosen ? 'filled' : 'default'} leftSection={<IconUser size={14} aria-hidden />} aria-pressed={chosen} disabled={choose === null && !chosen} onClick={() => choose?.()} data-testid="citizen" data-id={citizen.id}>
      {citizen.name ?? t('citizens.unnamed')}
    </Button>
  )
}

function CitizenFacts({ citizen }: { citizen: Citizen }) {
  const { t } = useTranslation()
  const names = citizen.alsoNamed.length > 0 && t('citizens.alsoNamed', { names: citizen.alsoNamed.join(', ') })
  const numbers = citizen.numbers.length > 1 ? citizen.numbers : []
  if (!names && numbers.length === 0 && citizen.language === null) return null
  return (
    <Group gap={6}>
      {citizen.language !== null && (
        <Badge size="sm" variant="light">
          {t(`language.${citizen.language}`)}
        </Badge>
      )}
      <Text size="xs" c="dimmed">
        {names}
        {names && numbers.length > 0 && ' — '}
        {numbers.map((number, index) => (
          <span key={number}>
            {index > 0 && ' · '}
            <PersonalValue field="number" value={number} dial="typed" />
          </span>
        ))}
      </Text>
    </Group>
  )
}
