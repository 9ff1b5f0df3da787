import { Alert, Badge, Button, Divider, Group, Stack, Text } from '@mantine/core'
import { IconClockPause, IconPhoneCall, IconPhoneOff } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { DialPad } from '../softphone/dial-pad.js'
import { outgoingCallView } from '../softphone/outgoing-call-view.js'
import type { OutgoingCall } from '../softphone/use-outgoing-call.js'
import { useFlowEditing } from './flow-editing.js'
import { exampleAnswer } from './example-answer.js'
import { useFlowWords } from './flow-words.js'
import { TrialCall } from './trial-call.js'
import { answerQuestion, answersOf, beginTry, giveBack, hangUp, listens, pressKey, sayNothing, type TriedCall, type TryLine } from './try-flow.js'

const CALLER = '0912345678'

/** The flow as a caller goes through it: read step by step, or heard in a call of one's own. */
export function TryPanel({ call, setCall, trial }: { call: TriedCall | null; setCall: (call: TriedCall | null) => void; trial: OutgoingCall }) {
  const { t } = useTranslation()
  const { mayHear } = useFlowEditing()
  const { kind } = outgoingCallView(trial.step, trial.phone)
  return (
    <Stack gap="sm">
      {kind !== 'in-call' && kind !== 'connecting' && <Steps call={call} setCall={setCall} />}
      {mayHear && (
        <>
          {kind === 'ready' && <Divider label={t('flows.call.or')} />}
          <TrialCall call={trial} />
        </>
      )}
    </Stack>
  )
}

function Steps({ call, setCall }: { call: TriedCall | null; setCall: (call: TriedCall | null) => void }) {
  const { t } = useTranslation()
  const { checked, words } = useFlowEditing()
  const { flow } = checked
  const begin = () => flow && setCall(beginTry(flow, { caller: CALLER, dialled: '1022' }))
  const over = call === null || call.state.at === 'ended'
  return (
    <Stack gap="sm" data-testid="try" data-at={call?.state.at ?? 'none'} data-node={call && 'node' in call.state ? call.state.node : ''}>
      {call === null && (
        <Text size="sm" c="dimmed">
          {t('flows.try.about')}
        </Text>
      )}
      {!flow && (
        <Alert color="yellow" py={6}>
          {t('flows.try.faulty')}
        </Alert>
      )}
      {call && <Transcript call={call} />}
      {call?.question && (
        <Stack gap={6} data-testid="try-question">
          <Text size="sm" fw={600}>
            {words.question(call.question)}
          </Text>
          <Group gap={6}>
            {answersOf(call).map((exit) => (
              <Button
                key={exit}
                size="compact-sm"
                variant="light"
                onClick={() => setCall(answerQuestion(call, exit, call.question ? exampleAnswer(call.question, t('flows.try.department')) : {}))}
                data-testid={`try-answer-${exit}`}
              >
                {t(`flows.exit.${exit}`)}
              </Button>
            ))}
          </Group>
        </Stack>
      )}
      {call?.state.at === 'left' && (
        <Stack gap={6}>
          <Text size="sm">{t(call.returns.length > 0 ? 'flows.try.inQueue' : 'flows.try.handedOver')}</Text>
          <Group gap={6}>
            {call.returns.map((reason) => (
              <Button key={reason} size="compact-sm" variant="light" onClick={() => setCall(giveBack(call, reason))} data-testid={`try-return-${reason}`}>
                {t(`flows.exit.${reason}`)}
              </Button>
            ))}
          </Group>
        </Stack>
      )}
      {call && listens(call) && (
        <>
          <DialPad size="small" name="try-key" press={(key) => setCall(pressKey(call, key))} />
          {'digits' in call.state && call.state.digits !== '' && (
            <Text size="sm" ta="center">
              {t('flows.try.digits', { digits: call.state.digits })}
            </Text>
          )}
        </>
      )}
      <Group gap={6} grow>
        {call && listens(call) && (
          <Button variant="default" size="sm" px={8} leftSection={<IconClockPause size={16} aria-hidden />} onClick={() => setCall(sayNothing(call))} data-testid="try-silence">
            {t('flows.try.silence', { seconds: call.timerSeconds ?? 0 })}
          </Button>
        )}
        {over ? (
          <Button leftSection={<IconPhoneCall size={16} aria-hidden />} disabled={!flow} onClick={begin} data-testid="try-begin">
            {t(call ? 'flows.try.again' : 'flows.try.begin')}
          </Button>
        ) : (
          <Button color="red" variant="light" leftSection={<IconPhoneOff size={16} aria-hidden />} onClick={() => setCall(hangUp(call))} data-testid="try-hang-up">
            {t('desk.hangUp')}
          </Button>
        )}
      </Group>
      {call && !over && (
        <Group justify="space-between" gap={6}>
          <Text size="xs" c="dimmed">
            {flow && flow.version !== call.flow.version ? t('flows.try.older') : t('flows.try.language', { language: t(`language.${call.state.language}`) })}
          </Text>
          <Button variant="subtle" size="compact-xs" disabled={!flow} onClick={begin} data-testid="try-restart">
            {t('flows.try.again')}
          </Button>
        </Group>
      )}
    </Stack>
  )
}

function Transcript({ call }: { call: TriedCall }) {
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    void end.current?.scrollIntoView({ block: 'nearest' })
  }, [call.lines.length])
  return (
    <Stack gap={6} className="try-lines" style={{ maxHeight: 'max(180px, calc(100dvh - 480px))', overflowY: 'auto' }} role="log" data-testid="try-lines">
      {call.lines.map((line, index) => (
        <Line key={index} line={line} call={call} />
      ))}
      <div ref={end} />
    </Stack>
  )
}

function Line({ line, call }: { line: TryLine; call: TriedCall }) {
  const { t } = useTranslation()
  const { words: now } = useFlowEditing()
  // What the call began with: texts edited meanwhile are not what this caller hears.
  const words = useFlowWords(call.flow)
  switch (line.who) {
    case 'flow':
      return (
        <div className="try-said" data-testid="try-said" data-node={line.node} lang={line.language}>
          <Text size="xs" c="dimmed">
            {now.title(line.node)}
          </Text>
          <Text size="sm">{line.speech.map((speech) => words.spoken(speech, line.language)).join(' ')}</Text>
        </div>
      )
    case 'caller':
      return (
        <Badge variant="light" size="lg" style={{ alignSelf: 'flex-end' }} data-testid="try-did">
          {typeof line.did === 'object' ? t('flows.key', { key: line.did.key }) : t(`flows.try.did.${line.did}`)}
        </Badge>
      )
    case 'world':
      return (
        <Text size="xs" c="dimmed" ta="center">
          {now.title(line.node)}: {t(`flows.exit.${line.exit}`)}
        </Text>
      )
    case 'call':
      return (
        <Alert color={line.what === 'hung-up' ? 'gray' : 'teal'} py={6} px="xs" data-testid={`try-${line.what}`}>
          {t(`flows.try.to.${line.what}`, { queue: 'queue' in line ? now.queue(line.queue) : '', number: line.what !== 'transfer' ? '' : 'number' in line.to ? line.to.number : now.department(line.to.department) })}
        </Alert>
      )
    default:
      return line satisfies never
  }
}
