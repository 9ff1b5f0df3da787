import type { CallSound, CallSoundFigures } from '@app/contracts'
import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { request } from '../api/request.js'
import { voiceQuality, type VoiceLight } from '../softphone/voice-quality.js'

const WIDTH = 400
const HEIGHT = 56
const BEST = 100
const COLORS: Record<VoiceLight, string> = { good: 'teal', fair: 'yellow', poor: 'red' }

/** How the talk sounded at its operator, from left to right; nothing where nobody measured. */
export function CallSoundChart({ callId }: { callId: string }) {
  const { t } = useTranslation()
  const { data } = useQuery({ queryKey: ['calls', 'sound', callId], queryFn: ({ signal }) => request<CallSound>('GET', `/api/calls/${encodeURIComponent(callId)}/sound`, { signal }) })
  if (!data || data.figures.length === 0) return null
  const { figures } = data
  const worst = (of: (figure: CallSoundFigures) => number) => Math.max(...figures.map(of))
  const words = t('callSound.worst', { loss: worst(({ lossPercent }) => lossPercent).toFixed(1), jitter: worst(({ jitterMs }) => jitterMs), roundTrip: worst(({ roundTripMs }) => roundTripMs ?? 0) })
  const wide = WIDTH / figures.length
  return (
    <div data-testid="call-sound" data-readings={figures.length}>
      <Text size="sm" c="dimmed" mb={4}>
        {t('callSound.title')}
      </Text>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width="100%" height={HEIGHT} preserveAspectRatio="none" role="img" aria-label={words}>
        {figures.map((figure, index) => {
          const { rating, light } = voiceQuality(figure)
          const high = Math.max(2, (rating * HEIGHT) / BEST)
          return <rect key={figure.at} x={index * wide} y={HEIGHT - high} width={Math.max(1, Math.min(wide - 1, 24))} height={high} fill={`var(--mantine-color-${COLORS[light]}-6)`} />
        })}
      </svg>
      <Text size="xs">{words}</Text>
    </div>
  )
}
