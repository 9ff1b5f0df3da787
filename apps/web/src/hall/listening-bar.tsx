import { Button, Group, SegmentedControl, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { EarMode } from '@app/contracts'
import { failureSentence } from '../api/refused-request.js'
import { secondsSince } from '../format/durations.js'
import { useLanguage } from '../i18n.js'
import { useLive, useLiveConnection, useNow } from '../live/live-context.js'
import type { LiveState } from '../live/live-state.js'
import { Clock } from '../shell/clock.js'
import { QueueName } from '../shell/queue-name.js'
import { useOperatorPhone } from '../softphone/operator-phone.js'
import './hall.css'
import { isListeningCall } from './is-listening-call.js'
import { useListeningCall } from './use-listening-call.js'

const SHOWN_MS = 8_000

function EarOver({ over, close }: { over: NonNullable<LiveState['earOver']>; close: () => void }) {
  const { t } = useTranslation()
  const { listening, end } = over
  const { earOverSeen } = useLiveConnection()
  useEffect(() => {
    // An end like any other needs no answer.
    if (over.end !== 'talk-over') return
    const timer = setTimeout(earOverSeen, SHOWN_MS)
    return () => clearTimeout(timer)
  }, [over, earOverSeen])
  return (
    <section className="listening-bar" aria-label={t('supervise.ear')} data-testid="ear-over" data-end={end}>
      <Group justify="space-between">
        <Text fw={600} role="status">
          {t(end === 'cut' ? 'outage.earOverCut' : 'outage.earOver', { name: listening.displayName })}
        </Text>
        <Button size="sm" variant="white" onClick={close} data-testid="ear-over-close">
          {t('common.close')}
        </Button>
      </Group>
    </section>
  )
}

/** On every page while this supervisor's ear is in a talk: whose, how, and the way out. */
export function ListeningBar() {
  const { t } = useTranslation()
  const language = useLanguage()
  const { listening, earEnd, earOver, health } = useLive()
  const { softphone, phone } = useOperatorPhone()
  const live = useLiveConnection()
  const { supervisor } = live
  const now = useNow()
  useListeningCall(softphone, phone)
  // By the own telephone first: that works without the console too.
  const leave = () => {
    const left = supervisor.leave()
    if (isListeningCall(phone.call)) softphone?.hangUp()
    return left
  }
  const act = useMutation({ mutationFn: (what: EarMode | 'take-over' | 'leave') => (what === 'leave' ? leave() : what === 'take-over' ? supervisor.takeOver(t('supervise.takenFromListening')) : supervisor.setMode(what)) })
  if (!listening || (earEnd === 'left' && !isListeningCall(phone.call))) return earOver && <EarOver over={earOver} close={live.earOverSeen} />
  const cut = health?.asterisk === false
  const taken = listening.mode === 'taken-over'
  return (
    <section className="listening-bar" aria-label={t('supervise.ear')} data-testid="listening" data-mode={listening.mode} data-operator={listening.userId} data-sound={isListeningCall(phone.call) && phone.call?.phase === 'established'}>
      <Group justify="space-between">
        <Text fw={600}>
          {t(cut ? 'outage.earCut' : taken ? 'supervise.takenOver' : listening.mode === 'whisper' ? 'supervise.whispering' : 'supervise.listening', { name: listening.displayName })} · <QueueName name={listening.queue} /> · <Clock seconds={secondsSince(listening.since, now)} />
        </Text>
        <Group gap="xs">
          {act.error && (
            <Text size="sm" role="alert">
              {failureSentence(act.error, language)}
            </Text>
          )}
          {!taken && !cut && (
            <>
              <SegmentedControl
                size="sm"
                value={listening.mode}
                onChange={(mode) => act.mutate(mode === 'whisper' ? 'whisper' : 'listen')}
                data={[
                  { value: 'listen', label: t('supervise.mode.listen') },
                  { value: 'whisper', label: t('supervise.mode.whisper') },
                ]}
                aria-label={t('supervise.ear')}
                data-testid="ear-mode"
              />
              <Button size="sm" color="orange" variant="white" onClick={() => act.mutate('take-over')} disabled={act.isPending} data-testid="take-over">
                {t('supervise.takeOver')}
              </Button>
            </>
          )}
          <Button size="sm" color="red" onClick={() => act.mutate('leave')} data-testid="ear-leave">
            {t(taken ? 'supervise.hangUp' : 'supervise.leave')}
          </Button>
        </Group>
      </Group>
    </section>
  )
}
