import type { MissedCaller } from '@app/contracts'
import { Alert, Badge, Button, Card, Group, Modal, SegmentedControl, Stack, Text, Textarea } from '@mantine/core'
import { IconHandStop, IconPhoneCheck, IconPhoneOutgoing, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { failureSentence } from '../api/refused-request.js'
import { formatClock } from '../format/durations.js'
import { formatMoment } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { useDialling } from '../operator-calls/dialling.js'
import { useNow } from '../live/live-context.js'
import { PersonalValue } from '../persons-data/personal-value.js'
import { useSession } from '../session/session-context.js'
import { QueueName } from '../shell/queue-name.js'
import { EmptyState, Loaded, LoadingRows, Pages } from '../shell/states.js'
import { useMissedCallers, useMissedDeed, type MissedDeed } from './missed-queries.js'

/** People who called and spoke with nobody: taken by one, closed by itself when they are reached. */
export function MissedCallersList() {
  const { t } = useTranslation()
  const [which, setWhich] = useState<'open' | 'closed'>('open')
  const [page, setPage] = useState(1)
  const missed = useMissedCallers(which, page)
  return (
    <>
      <SegmentedControl
        mb="sm"
        size="xs"
        value={which}
        onChange={(value) => {
          setWhich(value === 'closed' ? 'closed' : 'open')
          setPage(1)
        }}
        data={[
          { value: 'open', label: t('missedCallers.open') },
          { value: 'closed', label: t('missedCallers.closed') },
        ]}
        data-testid="missed-which"
      />
      <Loaded query={missed} skeleton={<LoadingRows rows={6} height={66} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={IconPhoneCheck} text={t(which === 'open' ? 'missedCallers.none' : 'missedCallers.noneClosed')} />
          ) : (
            <Stack gap={8}>
              {items.map((caller) => (
                <MissedRow key={caller.id} caller={caller} />
              ))}
            </Stack>
          )
        }
      </Loaded>
      {missed.data && <Pages {...missed.data} onChange={setPage} />}
    </>
  )
}

function MissedRow({ caller }: { caller: MissedCaller }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  const { role } = useSession()
  const deed = useMissedDeed(caller.id)
  const { taken, closed, queue } = caller
  return (
    <Card withBorder p="sm" data-testid="missed-row" data-missed={caller.id} data-taken={taken?.userId ?? ''} data-closed={closed?.how ?? ''}>
      <Group gap="md" wrap="wrap">
        <div style={{ width: 230 }}>
          <Text fw={600}>
            <PersonalValue field="number" value={caller.number} of={{ kind: 'missed-caller', id: String(caller.id) }} dial={null} />
          </Text>
          <Text size="xs" c="dimmed">
            <Link to={`/calls/${caller.lastCallId}`} data-testid="missed-call">
              {formatMoment(caller.lastAt, language, now)}
            </Link>
            {queue && (
              <>
                {' · '}
                <QueueName name={queue} />
              </>
            )}
          </Text>
        </div>
        <Stack gap={2} style={{ flex: '1 1 200px' }}>
          <Text size="sm">
            {t('missedCallers.calls', { count: caller.calls })} · {t('missedCallers.waited', { time: formatClock(caller.longestWaitSeconds) })}
          </Text>
          <Group gap={6}>
            {taken && !closed && (
              <Badge variant="light" data-testid="missed-taken">
                {t('missedCallers.takenBy', { name: taken.displayName })}
              </Badge>
            )}
            {caller.callBackStands && (
              <Badge variant="light" color="blue">
                {t('missedCallers.callBackStands')}
              </Badge>
            )}
            {closed && (
              <Text size="xs" c="dimmed">
                {closed.callId ? (
                  <Link to={`/calls/${closed.callId}`} data-testid="missed-reached-by">
                    {t(`missedCallers.how.${closed.how}`)}
                  </Link>
                ) : (
                  t(`missedCallers.how.${closed.how}`)
                )}{' '}
                · {formatMoment(closed.at, language, now)}
                {closed.by && ` · ${closed.by}`}
                {closed.reason && ` · ${closed.reason}`}
              </Text>
            )}
          </Group>
        </Stack>
        {!closed && role !== 'manager' && <MissedDeeds caller={caller} run={deed.mutate} pending={deed.isPending} />}
      </Group>
      {deed.error && (
        <Alert color="red" py="xs" mt="xs" role="alert" data-testid="missed-failure">
          {failureSentence(deed.error, language)}
        </Alert>
      )}
    </Card>
  )
}

function MissedDeeds({ caller: { id, taken, callBackStands }, run, pending }: { caller: MissedCaller; run: (deed: MissedDeed) => void; pending: boolean }) {
  const { t } = useTranslation()
  const { userId, role } = useSession()
  const [closing, setClosing] = useState(false)
  const { mayDial, busy, dial } = useDialling()
  const own = taken?.userId === userId
  const free = taken === null || own
  return (
    <Group gap={6}>
      {!own && (
        <Button variant="light" size="compact-md" leftSection={<IconHandStop size={16} aria-hidden />} disabled={!free || pending} onClick={() => run({ kind: 'take' })} data-testid="missed-take">
          {t('missedCallers.take')}
        </Button>
      )}
      {taken !== null && (own || role !== 'operator') && (
        <Button variant="default" size="compact-md" disabled={pending} onClick={() => run({ kind: 'release' })} data-testid="missed-release">
          {t('missedCallers.release')}
        </Button>
      )}
      <Button size="compact-md" leftSection={<IconPhoneOutgoing size={16} aria-hidden />} disabled={!free || pending || (mayDial ? busy : callBackStands)} onClick={() => (mayDial ? dial({ of: { kind: 'missed-caller', id: String(id) } }) : run({ kind: 'call-back' }))} data-testid="missed-call-back">
        {t(mayDial ? 'operatorCalls.callBack' : 'missedCallers.callBack')}
      </Button>
      <Button variant="default" size="compact-md" leftSection={<IconX size={16} aria-hidden />} disabled={pending} onClick={() => setClosing(true)} data-testid="missed-close">
        {t('missedCallers.close')}
      </Button>
      {closing && <CloseDialog close={() => setClosing(false)} run={run} />}
    </Group>
  )
}

function CloseDialog({ close, run }: { close: () => void; run: (deed: MissedDeed) => void }) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  return (
    <Modal opened onClose={close} title={<Text fw={600}>{t('missedCallers.closeTitle')}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack>
        <Textarea label={t('missedCallers.reason')} maxLength={300} minRows={2} autosize data-autofocus value={reason} onChange={(event) => setReason(event.currentTarget.value)} data-testid="missed-reason" />
        <Button
          disabled={reason.trim().length < 3}
          onClick={() => {
            run({ kind: 'close', reason })
            close()
          }}
          data-testid="missed-close-yes"
        >
          {t('missedCallers.close')}
        </Button>
      </Stack>
    </Modal>
  )
}
