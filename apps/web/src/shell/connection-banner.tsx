import { Box, Group, Text } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLive } from '../live/live-context.js'
import { troubleOf } from '../live/live-state.js'

/** One calm line over the page; what was last known stays below it. */
export function ConnectionBanner() {
  const { t } = useTranslation()
  const trouble = troubleOf(useLive())
  if (!trouble) return null
  return (
    <Box bg="light-dark(#fff4d6, #4a3c12)" c="light-dark(#6b4e00, #ffe6a3)" px="md" py={6} role="status" data-testid="banner" data-trouble={trouble}>
      <Group gap="xs" wrap="nowrap" justify="center">
        <IconPlugConnectedX size={18} aria-hidden style={{ flexShrink: 0 }} />
        <Text size="sm">{t(`trouble.${trouble}`)}</Text>
      </Group>
    </Box>
  )
}

export function ConnectionLight() {
  const { t } = useTranslation()
  const live = useLive()
  const trouble = troubleOf(live)
  const kind = live.connection === 'connecting' ? 'connecting' : trouble ? 'trouble' : 'live'
  const color = { connecting: 'gray', trouble: 'yellow', live: 'teal' }[kind]
  return (
    <Group gap={6} wrap="nowrap" title={t(`connection.${kind}`)} data-testid="connection" data-connection={kind}>
      <Box w={9} h={9} bg={`${color}.6`} style={{ borderRadius: '50%' }} aria-hidden />
      <Text size="xs" c="dimmed" visibleFrom="lg" style={{ whiteSpace: 'nowrap' }}>
        {t(`connection.${kind}`)}
      </Text>
    </Group>
  )
}
