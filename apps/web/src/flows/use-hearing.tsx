import type { FlowLanguage, PromptText } from '@app/flow'
import { ActionIcon, Alert, Tooltip } from '@mantine/core'
import { IconPlayerStop, IconVolume } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { useLanguage } from '../i18n.js'
import { plainText } from './flow-words.js'
import { useHearPrompt } from './flow-queries.js'

/** Plays a text as callers will hear it. The refusal is told where the caller of this hook puts it. */
export function useHearing(language: FlowLanguage, text: PromptText) {
  const { t } = useTranslation()
  const ours = useLanguage()
  const hear = useHearPrompt()
  const playing = useRef<HTMLAudioElement | null>(null)
  const [sounds, setSounds] = useState(false)
  const [unplayable, setUnplayable] = useState(false)
  useEffect(() => () => playing.current?.pause(), [])

  const stop = () => {
    playing.current?.pause()
    setSounds(false)
  }
  const play = (sound: Blob) => {
    const url = URL.createObjectURL(sound)
    const audio = new Audio(url)
    const over = () => {
      URL.revokeObjectURL(url)
      setSounds(false)
    }
    audio.addEventListener('ended', over)
    audio.addEventListener('pause', over)
    playing.current = audio
    setSounds(true)
    audio.play().catch(() => {
      over()
      setUnplayable(true)
    })
  }
  const start = () => {
    setUnplayable(false)
    hear.mutate({ language, text }, { onSuccess: play })
  }
  const label = t(sounds ? 'flows.stopHearing' : 'flows.hear', { language: t(`language.${language}`) })
  return {
    button: (
      <Tooltip label={label}>
        <ActionIcon variant="subtle" size={28} loading={hear.isPending} disabled={plainText(text) === ''} onClick={sounds ? stop : start} aria-label={label} data-testid={`prompt-hear-${language}`} data-sounds={sounds}>
          {sounds ? <IconPlayerStop size={17} aria-hidden /> : <IconVolume size={17} aria-hidden />}
        </ActionIcon>
      </Tooltip>
    ),
    refusal: (hear.error || unplayable) && (
      <Alert color="red" py={4} px="xs" role="alert" data-testid="prompt-hear-failure">
        {hear.error ? failureSentence(hear.error, ours) : t('flows.unplayable')}
      </Alert>
    ),
  }
}
