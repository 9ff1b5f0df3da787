import { Alert, Button, Group, Kbd, Stack, Text } from '@mantine/core'
import { IconUserQuestion, IconUserShare, IconUsersPlus } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { Consulted } from '@app/contracts'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { secondsSince } from '../format/durations.js'
import { formatPhone } from '../format/numbers.js'
import { useLanguage } from '../i18n.js'
import { useLive, useLiveConnection, useNow } from '../live/live-context.js'
import { PersonalValue } from '../persons-data/personal-value.js'
import { Clock } from '../shell/clock.js'
import { QueueName } from '../shell/queue-name.js'
import { useOperatorPhone } from '../softphone/operator-phone.js'
import { SHORTCUTS } from './shortcuts.js'

const nameOf = (consulted: Consulted) => (consulted.kind === 'operator' ? consulted.displayName : formatPhone(consulted.number))
const keyOf = (command: 'hand-over' | 'together') => (
  <Kbd size="xs" aria-hidden>
    {SHORTCUTS[command].shown[0]}
  </Kbd>
)

/** Whom the operator asks while the citizen waits, since when, and the ways on. */
export function ConsultBar() {
  const { t } = useTranslation()
  const language = useLanguage()
  const { consult } = useLive()
  const { consult: requests } = useLiveConnection()
  const { phone, softphone } = useOperatorPhone()
  const now = useNow()
  const handOver = useMutation({ mutationFn: () => requests.handOver() })
  const together = useMutation({ mutationFn: () => requests.together() })
  const { asking, failed } = consult
  // All three are in one talk: the citizen waits no more.
  const allTogether = asking?.phase === 'together'
  useEffect(() => {
    if (allTogether) softphone?.setHeld(false)
  }, [softphone, allTogether])
  if (!asking) return failed ? <Failed name={nameOf(failed.consulted)} sentence={t(`consult.failed.${failed.why}`)} /> : null
  const speaking = phone.second ?? 'citizen'
  const reached = asking.phase !== 'calling'
  const pending = handOver.isPending || together.isPending
  const failure = handOver.error ?? together.error
  return (
    <Alert color="violet" p="xs" title={t(`consult.phase.${asking.phase}`, { name: nameOf(asking.consulted) })} data-testid="consult" data-phase={asking.phase} data-speaking={phone.second ?? ''}>
      <Stack gap={6}>
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Text size="sm" aria-live="polite">
            {allTogether ? t('consult.threeHear') : t(speaking === 'asked' ? 'consult.citizenWaits' : 'consult.askedWaits')}
          </Text>
          <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
            <Clock seconds={secondsSince(asking.since, now)} />
          </Text>
        </Group>
        <Button size="sm" px="xs" color="violet.8" leftSection={<IconUserShare size={17} aria-hidden />} rightSection={keyOf('hand-over')} disabled={!reached || pending} onClick={() => handOver.mutate()} data-testid="consult-hand-over">
          {t('consult.handOver')}
        </Button>
        {!allTogether && (
          <Button size="sm" px="xs" variant="default" leftSection={<IconUsersPlus size={17} aria-hidden />} rightSection={keyOf('together')} disabled={!reached || pending} onClick={() => together.mutate()} data-testid="consult-together">
            {t('consult.together')}
          </Button>
        )}
        {failure && (
          <Text size="sm" role="alert" data-testid="consult-failure">
            {failureSentence(failure, language)}
          </Text>
        )}
      </Stack>
    </Alert>
  )
}

/** Nobody was reached; the citizen is still on hold until the operator takes them up again. */
function Failed({ name, sentence }: { name: string; sentence: string }) {
  return (
    <Alert color="orange" p="xs" role="status" title={name} data-testid="consult-failed">
      {sentence}
    </Alert>
  )
}

/** What the state's own line says while somebody is asked; null: as ever. */
export function useConsultHint(): string | null {
  const { t } = useTranslation()
  const { asking, asked } = useLive().consult
  if (asked && asked.phase !== 'together') return t('consult.withColleague')
  return asking && asking.phase !== 'together' ? t('consult.beingAsked') : null
}

/** To whoever is asked: who asks, and about which call. */
export function AskedLine() {
  const { t } = useTranslation()
  const { asked } = useLive().consult
  if (!asked) return null
  return (
    <Alert color="violet" p="xs" icon={<IconUserQuestion size={20} aria-hidden />} title={t('consult.asks', { name: asked.by })} data-testid="asked" data-phase={asked.phase}>
      <Text size="sm">
        {t('consult.about')} <PersonalValue field="number" value={asked.number} /> · <QueueName name={asked.queue} />
      </Text>
    </Alert>
  )
}
