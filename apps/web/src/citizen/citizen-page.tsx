import type { CallLine } from '@app/contracts'
import { Alert, Box, Button, Card, Group, List, Stack, Text, Title } from '@mantine/core'
import { IconAlertCircle, IconMicrophone, IconMicrophoneOff, IconPhone, IconPhoneCall, IconPhoneOff, IconVolume } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { request } from '../api/request.js'
import { useLanguage } from '../i18n.js'
import { useTick } from '../live/live-context.js'
import { Clock } from '../shell/clock.js'
import { LanguageSwitch } from '../shell/language-switch.js'
import { DialPad } from '../softphone/dial-pad.js'
import { outgoingCallView, type OutgoingCallView } from '../softphone/outgoing-call-view.js'
import type { Softphone } from '../softphone/softphone.js'
import { useOutgoingCall } from '../softphone/use-outgoing-call.js'

const openLine = () => request<CallLine>('POST', '/live/citizen-lines')

/** The public page: what 1022 is, and a call to it from the browser. */
export function CitizenPage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const audio = useRef<HTMLAudioElement>(null)
  const { step, phone, softphone, refused, start } = useOutgoingCall(audio, openLine)
  const view = outgoingCallView(step, phone)
  const talking = view.kind === 'in-call' || view.kind === 'connecting'
  return (
    <Box component="main" maw={460} mx="auto" p="md" mih="100dvh" data-testid="citizen" data-view={view.kind}>
      <Stack gap="md">
        <Group justify="space-between">
          <Group gap={8}>
            <IconPhoneCall size={26} color="var(--mantine-primary-color-filled)" aria-hidden />
            <Text fw={700} fz={18}>
              {t('app.title')}
            </Text>
          </Group>
          <LanguageSwitch />
        </Group>
        {talking ? (
          <InCall view={view} softphone={softphone} soundBlocked={phone.soundBlocked} />
        ) : (
          <>
            <Card withBorder p="lg">
              <Title order={1} fz={22} lh={1.45}>
                {t('citizen.title')}
              </Title>
              <Text mt={6}>{t('citizen.about')}</Text>
              {view.kind === 'failed' && (
                <Alert color="red" mt="md" icon={<IconAlertCircle aria-hidden />} role="alert" data-testid="citizen-failure">
                  {t(`citizen.failed.${view.why}`)}
                </Alert>
              )}
              {refused !== null && (
                <Alert color="red" mt="md" icon={<IconAlertCircle aria-hidden />} role="alert" data-testid="citizen-failure">
                  {failureSentence(refused, language)}
                </Alert>
              )}
              {view.kind === 'over' && (
                <Alert color="teal" mt="md" role="status" data-testid="citizen-over">
                  {t('citizen.over')}
                </Alert>
              )}
              <Button fullWidth h={68} fz={22} mt="lg" radius="xl" color="teal.8" leftSection={<IconPhone size={28} aria-hidden />} onClick={start} data-testid="citizen-call">
                {t(view.kind === 'ready' ? 'citizen.call' : 'citizen.callAgain')}
              </Button>
              <Text size="sm" c="dimmed" ta="center" mt="xs">
                {t('citizen.free')}
              </Text>
            </Card>
            <Card withBorder p="lg">
              <Text fw={600} mb="xs">
                {t('citizen.howTitle')}
              </Text>
              <List size="sm" spacing={6}>
                <List.Item>{t('citizen.how.microphone')}</List.Item>
                <List.Item>{t('citizen.how.menu')}</List.Item>
                <List.Item>{t('citizen.how.recorded')}</List.Item>
                <List.Item>{t('citizen.how.code')}</List.Item>
              </List>
              <Text size="sm" mt="md" fw={600} c="light-dark(var(--mantine-color-red-8), var(--mantine-color-red-4))">
                {t('citizen.emergency')}
              </Text>
            </Card>
          </>
        )}
      </Stack>
      <audio ref={audio} autoPlay data-testid="remote-audio" />
    </Box>
  )
}

function InCall({ view, softphone, soundBlocked }: { view: Extract<OutgoingCallView, { kind: 'in-call' | 'connecting' }>; softphone: Softphone | null; soundBlocked: boolean }) {
  const { t } = useTranslation()
  const now = useTick()
  const inCall = view.kind === 'in-call'
  const muted = inCall && view.muted
  return (
    <Card withBorder p="lg">
      <Stack align="center" gap="md">
        <Text fz={30} fw={700} lh={1.3}>
          {t('app.number')}
        </Text>
        <Text fz={18} role="status" data-testid="citizen-timer">
          {inCall ? <Clock seconds={(now - view.since) / 1000} /> : t('citizen.connecting')}
        </Text>
        {soundBlocked && (
          <Button color="orange" leftSection={<IconVolume size={18} aria-hidden />} onClick={() => softphone?.unblockSound()}>
            {t('desk.unblockSound')}
          </Button>
        )}
        <Text size="sm" c="dimmed">
          {t('citizen.pressKeys')}
        </Text>
        <DialPad size="large" disabled={!inCall} press={(key) => softphone?.sendDigit(key)} />
        <Group w="100%" grow mt="xs">
          <Button
            size="lg"
            radius="xl"
            px="xs"
            variant={muted ? 'filled' : 'default'}
            color="orange.8"
            disabled={!inCall}
            aria-pressed={muted}
            leftSection={muted ? <IconMicrophoneOff size={20} aria-hidden /> : <IconMicrophone size={20} aria-hidden />}
            onClick={() => softphone?.setMuted(!muted)}
            data-testid="citizen-mute"
          >
            {t(muted ? 'desk.unmute' : 'desk.mute')}
          </Button>
          <Button size="lg" radius="xl" px="xs" color="red.8" leftSection={<IconPhoneOff size={20} aria-hidden />} onClick={() => softphone?.disconnect()} data-testid="citizen-hang-up">
            {t('desk.hangUp')}
          </Button>
        </Group>
      </Stack>
    </Card>
  )
}
