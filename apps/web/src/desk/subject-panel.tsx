import type { LookSubject } from '@app/contracts'
import { Badge, Box, Button, Card, CloseButton, Group, Stack, Text } from '@mantine/core'
import { IconHeadset, IconPencil } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTick } from '../live/live-context.js'
import { PersonalValue } from '../persons-data/personal-value.js'
import { QueueName } from '../shell/queue-name.js'
import { EmptyState } from '../shell/states.js'
import { useDraftKeeper, useKeptWhere } from '../tickets/draft-keeper.js'
import { originKey, type TicketOrigin } from '../tickets/ticket-draft.js'
import { TicketForm } from '../tickets/ticket-form.js'
import { CitizenPanel } from './citizen-panel.js'
import type { DeskSubject } from './desk-subject.js'

/** The middle of the desk: who calls, what they asked before, and the ticket of this call. */
export function SubjectPanel({ subject, close }: { subject: DeskSubject | null; close: (() => void) | null }) {
  const { t } = useTranslation()
  const [reopened, setReopened] = useState<TicketOrigin | null>(null)
  const current: TicketOrigin | null = subject && { kind: 'call', callId: subject.callId, number: subject.number }
  // A new call takes the desk; the reopened draft waits in the list again.
  const shown = subject && !subject.talked ? current : (reopened ?? current)
  const own = shown !== null && current !== null && originKey(shown) === originKey(current)
  return (
    <Card withBorder p="sm">
      <UnsavedDrafts shown={shown} open={setReopened} />
      {shown ? (
        <Box style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 3fr)', gap: 16 }}>
          <Stack gap="xs">
            <Group justify="space-between" gap={4}>
              <Text fw={700} fz={18} data-testid="subject-number">
                <PersonalValue field="number" value={shown.number} of={subjectOf(shown)} />
              </Text>
              {own && subject && (
                <Badge variant="light" style={{ flexShrink: 0 }}>
                  {subject.queue === '' ? t('callSource.operator') : <QueueName name={subject.queue} />}
                </Badge>
              )}
            </Group>
            <CitizenPanel key={shown.callId} caller={shown} />
          </Stack>
          <Box>
            <SubjectHeader close={own ? close : () => setReopened(null)} />
            <TicketForm key={originKey(shown)} origin={shown} />
          </Box>
        </Box>
      ) : (
        <NoSubject />
      )}
    </Card>
  )
}

const subjectOf = (origin: TicketOrigin): LookSubject => (origin.kind === 'call' ? { kind: 'call', id: origin.callId } : { kind: 'voicemail', id: String(origin.voicemailId) })

function SubjectHeader({ close }: { close: (() => void) | null }) {
  const { t } = useTranslation()
  return (
    <Group justify="space-between" mih={30}>
      <Text fw={600}>{t('ticketForm.title')}</Text>
      {close && <CloseButton aria-label={t('desk.closeSubject')} title={t('desk.closeSubject')} onClick={close} data-testid="close-subject" />}
    </Group>
  )
}

function NoSubject() {
  const { t } = useTranslation()
  return <EmptyState icon={IconHeadset} text={t('desk.noCall')} />
}

function UnsavedDrafts({ shown, open }: { shown: TicketOrigin | null; open: (origin: TicketOrigin) => void }) {
  const { t } = useTranslation()
  const keeper = useDraftKeeper()
  useKeptWhere(keeper)
  useEffect(() => {
    // What was typed in another browser, or in this one before it crashed.
    const pull = () => void keeper.pull()
    pull()
    addEventListener('focus', pull)
    addEventListener('online', pull)
    return () => {
      removeEventListener('focus', pull)
      removeEventListener('online', pull)
    }
  }, [keeper])
  const unsaved = keeper.drafts.list(useTick()).filter((origin) => !shown || originKey(origin) !== originKey(shown))
  if (unsaved.length === 0) return null
  return (
    <Group gap={6} mb="xs" role="group" aria-label={t('desk.unsaved')}>
      <Text size="xs" c="dimmed">
        {t('desk.unsaved')}
      </Text>
      {unsaved.map((origin) => (
        <Button key={originKey(origin)} size="compact-xs" variant="light" color="orange" leftSection={<IconPencil size={13} aria-hidden />} onClick={() => open(origin)} data-testid="unsaved-draft">
          <PersonalValue field="number" value={origin.number} />
        </Button>
      ))}
    </Group>
  )
}
