import type { FlowLanguage } from '@app/flow'
import type { PromptRecording } from '@app/contracts'
import { ActionIcon, Alert, Badge, FileButton, Group, Progress, Tooltip } from '@mantine/core'
import { IconMicrophone, IconPlayerStopFilled, IconTrash, IconUpload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { sendSound } from '../api/request.js'
import { useLanguage } from '../i18n.js'
import { changeRecording } from './edit-flow.js'
import { useFlowEditing } from './flow-editing.js'
import { useMicrophone } from './use-microphone.js'

/** A person's voice instead of the machine's: a file, or spoken here. */
export function RecordingField({ name, language }: { name: string; language: FlowLanguage }) {
  const { t } = useTranslation()
  const ours = useLanguage()
  const { flow, edit, editable } = useFlowEditing()
  const key = flow.prompts[name]?.recordings?.[language]
  const readBy = (next: string | null) => edit((before) => changeRecording(before, name, language, next))
  const send = useMutation({ mutationFn: (sound: Blob) => sendSound<PromptRecording>('/api/prompts/recordings', sound), onSuccess: (recording) => readBy(recording.key) })
  const microphone = useMicrophone((wav) => send.mutate(wav))
  const recording = microphone.state === 'recording'
  const spoken = t(`language.${language}`)
  if (!editable && key === undefined) return null
  return (
    <>
      <Group gap={4} mt={4} mih={28} data-testid={`recording-${language}`} data-recorded={key !== undefined}>
        {key !== undefined && (
          <>
            <Badge variant="light" color="teal" leftSection={<IconMicrophone size={12} aria-hidden />}>
              {t('flows.recording.used')}
            </Badge>
            <audio controls preload="none" src={`/api/prompts/recordings/${key}`} style={{ height: 28, flex: '1 1 140px', minWidth: 0 }} />
          </>
        )}
        {editable && (
          <>
            <Tooltip label={t(recording ? 'flows.recording.stop' : 'flows.recording.speak', { language: spoken })}>
              <ActionIcon
                variant={recording ? 'filled' : 'subtle'}
                color={recording ? 'red' : undefined}
                size={28}
                loading={microphone.state === 'asking' || send.isPending}
                onClick={recording ? microphone.stop : microphone.start}
                aria-label={t(recording ? 'flows.recording.stop' : 'flows.recording.speak', { language: spoken })}
                data-testid={`recording-speak-${language}`}
                data-state={microphone.state}
              >
                {recording ? <IconPlayerStopFilled size={16} aria-hidden /> : <IconMicrophone size={16} aria-hidden />}
              </ActionIcon>
            </Tooltip>
            {recording && <Progress value={100 * microphone.level} w={110} aria-label={t('flows.recording.level')} transitionDuration={80} />}
            <FileButton onChange={(file) => file && send.mutate(file)} accept="audio/wav,audio/mpeg,audio/ogg,.wav,.mp3,.ogg" inputProps={{ 'aria-label': t('flows.recording.upload', { language: spoken }), ...{ 'data-testid': `recording-file-${language}` } }}>
              {(props) => (
                <Tooltip label={t('flows.recording.upload', { language: spoken })}>
                  <ActionIcon {...props} variant="subtle" size={28} disabled={recording || send.isPending} aria-label={t('flows.recording.upload', { language: spoken })}>
                    <IconUpload size={16} aria-hidden />
                  </ActionIcon>
                </Tooltip>
              )}
            </FileButton>
            {key !== undefined && (
              <Tooltip label={t('flows.recording.remove')}>
                <ActionIcon variant="subtle" color="gray" size={28} onClick={() => readBy(null)} aria-label={t('flows.recording.remove')} data-testid={`recording-remove-${language}`}>
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              </Tooltip>
            )}
          </>
        )}
      </Group>
      {(send.error || microphone.state === 'refused' || microphone.state === 'none' || microphone.state === 'unreadable') && (
        <Alert color="red" py={4} px="xs" role="alert" data-testid={`recording-failure-${language}`}>
          {send.error ? failureSentence(send.error, ours) : t(`flows.recording.${microphone.state}`)}
        </Alert>
      )}
    </>
  )
}
