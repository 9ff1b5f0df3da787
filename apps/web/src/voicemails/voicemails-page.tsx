import type { Voicemail } from '@app/contracts'
import { Alert, Badge, Button, Card, Group, Modal, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconCheck, IconMailOpened, IconTicket } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useHandleVoicemail, useVoicemails } from '../api/queries.js'
import { failureSentence } from '../api/refused-request.js'
import { formatClock } from '../format/durations.js'
import { formatMoment } from '../format/moments.js'
import { MissingDispositions } from '../dispositions/missing-dispositions.js'
import { useLanguage } from '../i18n.js'
import { MissedCallersList } from '../missed-callers/missed-callers-list.js'
import { OwnTicketsList } from '../missed-callers/own-tickets-list.js'
import { useNow } from '../live/live-context.js'
import { PersonalValue } from '../persons-data/personal-value.js'
import { useSession } from '../session/session-context.js'
import { PageTitle } from '../shell/page-title.js'
import { QueueName } from '../shell/queue-name.js'
import { EmptyState, Loaded, LoadingRows, Pages } from '../shell/states.js'
import type { TicketOrigin } from '../tickets/ticket-draft.js'
import { ToBeToldList } from '../telling/to-be-told-list.js'
import { TicketForm } from '../tickets/ticket-form.js'
import { CallBacksList } from './call-backs-list.js'

const WORK = ['missedCallers', 'voicemails', 'callBacks', 'telling', 'ownTickets', 'dispositions'] as const
type Work = (typeof WORK)[number]

/** What citizens are waiting for: an answer to what they said, a call that was promised them, an answer that does not reach them by itself. */
export function VoicemailsPage() {
  const { t } = useTranslation()
  const { role } = useSession()
  const [params, setParams] = useSearchParams()
  // Own work is of those who sit at a desk.
  const shown = role === 'manager' ? WORK.filter((work) => work !== 'ownTickets' && work !== 'dispositions') : WORK
  const which: Work = shown.find((work) => work === params.get('work')) ?? 'missedCallers'
  return (
    <main className="page" style={{ maxWidth: 1000 }}>
      <PageTitle title={t('screen.voicemails')}>
        <SegmentedControl
          value={which}
          onChange={(value) => setParams({ work: value }, { replace: true })}
          size="xs"
          data={shown.map((value) => ({ value, label: t(`${value}.title`) }))}
          data-testid="work-lists"
        />
      </PageTitle>
      {which === 'missedCallers' && <MissedCallersList />}
      {which === 'voicemails' && <VoicemailsList />}
      {which === 'callBacks' && <CallBacksList />}
      {which === 'telling' && <ToBeToldList />}
      {which === 'ownTickets' && <OwnTicketsList />}
      {which === 'dispositions' && <MissingDispositions />}
    </main>
  )
}

function VoicemailsList() {
  const { t } = useTranslation()
  const [page, setPage] = useState(1)
  const voicemails = useVoicemails(page)
  const [writing, setWriting] = useState<Voicemail | null>(null)
  return (
    <>
      <Loaded query={voicemails} skeleton={<LoadingRows rows={6} height={78} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={IconMailOpened} text={t('voicemails.none')} />
          ) : (
            <Stack gap={8}>
              {items.map((voicemail) => (
                <VoicemailRow key={voicemail.id} voicemail={voicemail} write={() => setWriting(voicemail)} />
              ))}
            </Stack>
          )
        }
      </Loaded>
      {voicemails.data && <Pages {...voicemails.data} onChange={setPage} />}
      <Modal
        opened={writing !== null}
        onClose={() => setWriting(null)}
        size={560}
        title={<Text fw={600}>{t('voicemails.ticketTitle')}</Text>}
        closeButtonProps={{ 'aria-label': t('common.close') }}
        closeOnClickOutside={false}
      >
        {writing && (
          <Stack>
            <Sound voicemail={writing} />
            <TicketForm key={writing.id} origin={originOf(writing)} autoFocus />
          </Stack>
        )}
      </Modal>
    </>
  )
}

const originOf = ({ id, callId, number }: Voicemail): TicketOrigin => ({ kind: 'voicemail', voicemailId: id, callId, number })

function Sound({ voicemail }: { voicemail: Voicemail }) {
  return <audio controls preload="none" src={`/api/voicemails/${voicemail.id}/sound`} style={{ height: 36, width: '100%' }} data-testid="voicemail-sound" />
}

function VoicemailRow({ voicemail, write }: { voicemail: Voicemail; write: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  const handle = useHandleVoicemail()
  const handled = voicemail.handledAt !== null
  return (
    <Card withBorder p="sm" data-testid="voicemail-row" data-voicemail={voicemail.id} data-handled={handled}>
      <Group wrap="wrap" gap="md">
        <div style={{ width: 210 }}>
          <Text fw={600}>
            <PersonalValue field="number" value={voicemail.number} of={{ kind: 'voicemail', id: String(voicemail.id) }} />
          </Text>
          <Text size="xs" c="dimmed">
            {formatMoment(voicemail.leftAt, language, now)} · {formatClock(voicemail.seconds)}
          </Text>
          <Text size="xs" c="dimmed">
            {voicemail.queue && <QueueName name={voicemail.queue} />}
          </Text>
        </div>
        <div style={{ flex: '1 1 220px' }}>
          {voicemail.hasSound ? (
            <Sound voicemail={voicemail} />
          ) : (
            <Text size="sm" c="dimmed">
              {t('personsData.soundErased')}
            </Text>
          )}
        </div>
        <Group gap={6}>
          <Button variant="light" size="compact-md" leftSection={<IconTicket size={16} aria-hidden />} onClick={write} data-testid="voicemail-ticket">
            {t('voicemails.makeTicket')}
          </Button>
          {handled ? (
            <Badge color="teal" variant="light" leftSection={<IconCheck size={12} aria-hidden />}>
              {t('voicemails.handledBy', { name: voicemail.handledBy ?? '' })}
            </Badge>
          ) : (
            <Button variant="default" size="compact-md" leftSection={<IconCheck size={16} aria-hidden />} loading={handle.isPending} onClick={() => handle.mutate(voicemail.id)} data-testid="voicemail-handled">
              {t('voicemails.markHandled')}
            </Button>
          )}
        </Group>
      </Group>
      {handle.error && (
        <Alert color="red" py="xs" mt="xs" role="alert">
          {failureSentence(handle.error, language)}
        </Alert>
      )}
    </Card>
  )
}
