import { Box, Button, Kbd, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconArrowForwardUp, IconArrowsLeftRight, IconPhone, IconPhoneOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { formatClock } from '../format/durations.js'
import { useLive } from '../live/live-context.js'
import { PersonalValue } from '../persons-data/personal-value.js'
import { useOperatorPhone } from '../softphone/operator-phone.js'
import { QueueName } from '../shell/queue-name.js'
import type { DeskView } from './desk-view.js'
import { AskedLine, ConsultBar } from './consult-bar.js'
import { TalkDigits } from './talk-digits.js'
import { SHORTCUTS, type DeskCommand } from './shortcuts.js'
import type { DeskCommands } from './use-desk-commands.js'
import { SoundTrouble } from './sound-trouble.js'
import { HoldKey, MuteKey } from './voice-keys.js'
import { VoiceQualityLight } from './voice-light.js'

type CallView = Extract<DeskView, { kind: 'offer' | 'talk' }>

export function CallControls({ view, commands }: { view: CallView; commands: DeskCommands }) {
  return (
    <Box className={view.kind === 'offer' ? 'offer' : undefined} px="sm" py={view.kind === 'offer' ? 'sm' : 2} style={{ borderRadius: 10 }} data-testid={view.kind === 'offer' ? 'offer' : 'talk'}>
      <Stack gap="sm">
        <AskedLine />
        <Caller view={view} />
        {view.kind === 'offer' ? <OfferButtons view={view} commands={commands} /> : <TalkButtons sound={view.sound} known={view.call !== null} commands={commands} />}
      </Stack>
    </Box>
  )
}

function Caller({ view }: { view: CallView }) {
  const { t } = useTranslation()
  return (
    <div>
      <Text fz={24} fw={700} lh={1.4} data-testid={view.kind === 'offer' ? 'offer-number' : 'talk-number'} data-number={view.number ?? ''}>
        <PersonalValue field="number" value={view.number} />
      </Text>
      <Text size="sm" c="dimmed" mih={21}>
        {view.call && (
          <>
            <QueueName name={view.call.queue} />
            {' · '}
            {t('desk.waited', { time: formatClock(view.call.waitedSeconds) })}
            {view.call.language === 'en' && ` · ${t('desk.speaksEnglish')}`}
          </>
        )}
      </Text>
    </div>
  )
}

const keyOf = (command: DeskCommand) => (
  <Kbd size="xs" aria-hidden>
    {SHORTCUTS[command].shown[0]}
  </Kbd>
)

function OfferButtons({ view, commands }: { view: Extract<DeskView, { kind: 'offer' }>; commands: DeskCommands }) {
  const { t } = useTranslation()
  const { phone } = useOperatorPhone()
  return (
    <>
      <Button
        size="lg"
        color="teal.8"
        leftSection={<IconPhone size={22} aria-hidden />}
        rightSection={keyOf('answer')}
        onClick={() => commands.run('answer')}
        disabled={!view.ringing}
        loading={phone.call?.phase === 'answering'}
        data-testid="answer"
      >
        {t('desk.answer')}
      </Button>
      <Button
        variant="default"
        c="red.7"
        leftSection={<IconPhoneOff size={18} aria-hidden />}
        rightSection={keyOf('hang-up')}
        onClick={() => commands.run('hang-up')}
        disabled={!phone.call}
        data-testid="refuse"
      >
        {t('desk.refuse')}
      </Button>
    </>
  )
}

/** What can be done in a talk with a citizen, whoever of the two called. @param known Asterisk's word of the talk is here */
export function TalkButtons({ sound, known, commands }: { sound: boolean; known: boolean; commands: DeskCommands }) {
  const { t } = useTranslation()
  const { phone } = useOperatorPhone()
  const live = useLive()
  return (
    <>
      <SoundTrouble sound={sound} />
      <VoiceQualityLight />
      <ConsultBar />
      <SimpleGrid cols={2} spacing={8}>
        <MuteKey commands={commands} disabled={!sound} hint={keyOf('mute')} />
        {phone.second ? (
          <Button variant="default" px="xs" leftSection={<IconArrowsLeftRight size={18} aria-hidden />} rightSection={keyOf('hold')} onClick={() => commands.run('swap')} disabled={live.consult.asking?.phase !== 'talking'} data-testid="consult-swap">
            {t('consult.swap')}
          </Button>
        ) : (
          <HoldKey commands={commands} disabled={!sound} hint={keyOf('hold')} />
        )}
      </SimpleGrid>
      <TalkDigits disabled={!sound}>
        {phone.second ? (
          // Beside the dial pad: with the consult above it a row of its own would make the panel scroll.
          <Button flex={1} px="xs" color="red.8" rightSection={keyOf('hang-up')} onClick={() => commands.run('hang-up')} disabled={!sound} data-testid="hang-up">
            {t('consult.takeBack')}
          </Button>
        ) : (
          <Button
            flex={1}
            variant="default"
            leftSection={<IconArrowForwardUp size={18} aria-hidden />}
            rightSection={keyOf('transfer')}
            onClick={() => commands.run('transfer')}
            disabled={!known}
            data-testid="transfer"
          >
            {t('desk.transfer')}
          </Button>
        )}
      </TalkDigits>
      {phone.second === null && (
        <Button size="md" color="red.8" leftSection={<IconPhoneOff size={20} aria-hidden />} rightSection={keyOf('hang-up')} onClick={() => commands.run('hang-up')} disabled={!sound} data-testid="hang-up">
          {t('desk.hangUp')}
        </Button>
      )}
    </>
  )
}
