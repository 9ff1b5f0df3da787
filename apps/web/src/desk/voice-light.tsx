import { Box, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useOperatorPhone } from '../softphone/operator-phone.js'
import type { VoiceLight } from '../softphone/voice-quality.js'

const COLORS: Record<VoiceLight, string> = { good: 'teal', fair: 'yellow', poor: 'red' }

/** How well the two hear each other, and what to do; keeps its place before the first reading. */
export function VoiceQualityLight() {
  const { t } = useTranslation()
  const quality = useOperatorPhone().voice?.quality
  return (
    <Box mih={40} data-testid="voice-quality" data-light={quality?.light ?? ''} aria-live="polite">
      <Group gap={6} wrap="nowrap">
        <Box w={10} h={10} style={{ borderRadius: 5, flexShrink: 0 }} bg={quality ? `var(--mantine-color-${COLORS[quality.light]}-6)` : 'var(--mantine-color-gray-5)'} aria-hidden />
        <Text size="sm">{t(quality ? `voiceQuality.light.${quality.light}` : 'voiceQuality.measuring')}</Text>
      </Group>
      {quality?.trouble && <Text size="xs">{t(`voiceQuality.todo.${quality.trouble}`)}</Text>}
    </Box>
  )
}
