import { ActionIcon, Alert, Button, Group, List, Modal, NativeSelect, Progress, SimpleGrid, Slider, Stack, Table, Text, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconAdjustmentsHorizontal, IconVolume } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import { useOperatorPhone } from '../softphone/operator-phone.js'
import { startRinging } from '../softphone/ring.js'
import { isEchoCall } from '../softphone/softphone-state.js'
import { canChooseSpeaker, playOn, readSoundSettings, writeSoundSettings, type SoundSettings } from '../softphone/sound-settings.js'
import { soundVerdict, type SoundFigures, type SoundVerdict } from '../softphone/sound-verdict.js'
import { useMicrophoneLevel } from '../softphone/use-microphone-level.js'
import { useSoundCheck } from '../softphone/use-sound-check.js'
import { useSoundDevices } from '../softphone/use-sound-devices.js'
import { NotifySetting } from './notify-setting.js'

const COLORS: Record<SoundVerdict['verdict'], string> = { good: 'teal', usable: 'yellow', bad: 'red' }
const RING_TRIAL_MS = 1_200

export function SoundCheckButton() {
  const { t } = useTranslation()
  const asked = (useLocation().state as { soundCheck?: boolean } | null)?.soundCheck === true
  const navigate = useNavigate()
  const [opened, dialog] = useDisclosure(asked)
  useEffect(() => {
    // Asked once: not again at a reload.
    if (asked) void navigate('.', { replace: true, state: null })
  }, [asked, navigate])
  return (
    <>
      <Tooltip label={t('soundCheck.open')}>
        <ActionIcon variant="default" size="sm" onClick={dialog.open} aria-label={t('soundCheck.open')} data-testid="sound-check">
          <IconAdjustmentsHorizontal size={15} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Modal opened={opened} onClose={dialog.close} size="lg" title={<Text fw={600}>{t('soundCheck.title')}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <SoundCheck />
      </Modal>
    </>
  )
}

function SoundCheck() {
  const { t } = useTranslation()
  const { phone, softphone } = useOperatorPhone()
  const [settings, setSettings] = useState(readSoundSettings)
  const change = (changed: Partial<SoundSettings>) => {
    const next = { ...settings, ...changed }
    writeSoundSettings(next)
    setSettings(next)
    void softphone?.useChosenSpeaker()
  }
  const level = useMicrophoneLevel(settings.microphone)
  const check = useSoundCheck(softphone, level.loudest)
  const inCall = phone.call !== null && !isEchoCall(phone.call)
  return (
    <Stack gap="sm" data-testid="sound-check-dialog">
      <Text size="sm">{t('soundCheck.intro')}</Text>
      <DeviceChoice settings={settings} change={change} />
      <div>
        <Text size="sm" mb={4}>
          {t('soundCheck.level')}
        </Text>
        <Progress value={Math.max(0, Math.min(100, 100 + (level.db * 100) / 60))} color={level.db > -1 ? 'red' : 'teal'} size="lg" transitionDuration={0} aria-label={t('soundCheck.level')} data-testid="microphone-level" />
      </div>
      <Group>
        <Button variant="default" size="compact-md" leftSection={<IconVolume size={16} aria-hidden />} onClick={() => void playTestTone(settings.speaker)} data-testid="test-tone">
          {t('soundCheck.testTone')}
        </Button>
        <Button variant="default" size="compact-md" onClick={tryRing} data-testid="test-ring">
          {t('soundCheck.testRing')}
        </Button>
      </Group>
      <NotifySetting />
      {inCall && <Text size="sm">{t('soundCheck.busy')}</Text>}
      {phone.line !== 'registered' && <Text size="sm">{t('soundCheck.notReady')}</Text>}
      <Button onClick={check.start} loading={check.running} disabled={inCall || phone.line !== 'registered'} data-autofocus data-testid="sound-check-start">
        {t(check.figures ? 'soundCheck.again' : 'soundCheck.start')}
      </Button>
      <div aria-live="polite">
        {check.running && <Text size="sm">{t('soundCheck.running')}</Text>}
        {check.figures && !check.running && <Verdict figures={check.figures} />}
      </div>
    </Stack>
  )
}

function DeviceChoice({ settings, change }: { settings: SoundSettings; change: (changed: Partial<SoundSettings>) => void }) {
  const { t } = useTranslation()
  const devices = useSoundDevices()
  const choices = (kind: MediaDeviceKind) => [
    { value: '', label: t('soundCheck.systemChoice') },
    ...devices.filter((device) => device.kind === kind && device.deviceId !== '' && device.deviceId !== 'default').map(({ deviceId, label }, index) => ({ value: deviceId, label: label || t('soundCheck.device', { number: index + 1 }) })),
  ]
  return (
    <>
      <SimpleGrid cols={3} spacing="sm">
        <NativeSelect label={t('soundCheck.microphone')} data={choices('audioinput')} value={settings.microphone} onChange={(event) => change({ microphone: event.currentTarget.value })} data-testid="choose-microphone" />
        <NativeSelect label={t('soundCheck.speaker')} data={choices('audiooutput')} value={settings.speaker} disabled={!canChooseSpeaker()} onChange={(event) => change({ speaker: event.currentTarget.value })} data-testid="choose-speaker" />
        <NativeSelect label={t('soundCheck.ringer')} data={choices('audiooutput')} value={settings.ringer} disabled={!canChooseSpeaker()} onChange={(event) => change({ ringer: event.currentTarget.value })} data-testid="choose-ringer" />
      </SimpleGrid>
      {!canChooseSpeaker() && (
        <Text size="xs" c="dimmed">
          {t('soundCheck.cannotChoose')}
        </Text>
      )}
      <div>
        <Text size="sm">{t('soundCheck.ringVolume')}</Text>
        <Slider value={settings.ringVolume * 100} onChange={(value) => change({ ringVolume: value / 100 })} label={null} thumbLabel={t('soundCheck.ringVolume')} data-testid="ring-volume" />
      </div>
    </>
  )
}

function Verdict({ figures }: { figures: SoundFigures }) {
  const { t } = useTranslation()
  const { verdict, findings } = soundVerdict(figures)
  const { microphoneDb, echo, network } = figures
  const decibel = (value: number | null | undefined) => (value == null ? '–' : t('soundCheck.value.decibel', { value: Math.round(value) }))
  const milliseconds = (value: number | null | undefined) => (value == null ? '–' : t('soundCheck.value.milliseconds', { value: Math.round(value) }))
  const rows = [
    [t('soundCheck.figure.microphone'), decibel(microphoneDb)],
    [t('soundCheck.figure.returned'), echo ? t('soundCheck.value.share', { returned: echo.returned, sent: echo.sent }) : '–'],
    [t('soundCheck.figure.gain'), decibel(echo?.gainDb)],
    [t('soundCheck.figure.roundTrip'), milliseconds(echo?.roundTripMs)],
    [t('soundCheck.figure.jitter'), milliseconds(network?.jitterMs)],
    [t('soundCheck.figure.loss'), network ? t('soundCheck.value.percent', { value: network.lossPercent.toFixed(1) }) : '–'],
    [t('soundCheck.figure.network'), milliseconds(network?.roundTripMs)],
  ]
  return (
    <Stack gap="xs" data-testid="sound-verdict" data-verdict={verdict} data-findings={findings.join(' ')} data-round-trip={echo?.roundTripMs ?? ''} data-gain={echo?.gainDb ?? ''}>
      <Alert color={COLORS[verdict]} title={t(`soundCheck.verdict.${verdict}`)}>
        {findings.length > 0 && (
          <List size="sm">
            {findings.map((finding) => (
              <List.Item key={finding}>{t(`soundCheck.finding.${finding}`)}</List.Item>
            ))}
          </List>
        )}
      </Alert>
      <Table verticalSpacing={2}>
        <Table.Tbody>
          {rows.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Td>{name}</Table.Td>
              <Table.Td ta="right">{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  )
}

function tryRing(): void {
  const stop = startRinging()
  setTimeout(stop, RING_TRIAL_MS)
}

async function playTestTone(device: string): Promise<void> {
  const context = new AudioContext()
  await playOn(context, device)
  await context.resume()
  const tone = context.createOscillator()
  const gain = context.createGain()
  gain.gain.value = 0.2
  tone.frequency.value = 660
  tone.connect(gain).connect(context.destination)
  tone.onended = () => void context.close()
  tone.start()
  tone.stop(context.currentTime + 1)
}
