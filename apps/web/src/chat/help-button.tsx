import { Button, Group, Text } from '@mantine/core'
import { IconHelpCircle } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { secondsSince } from '../format/durations.js'
import { useLanguage } from '../i18n.js'
import { useLive, useNow } from '../live/live-context.js'
import { useChatOverview, useHelp } from './chat-queries.js'

/** "Somebody comes" is shown for so long. */
const SHOWN_SECONDS = 90

/** One key (desk/shortcuts.ts) calls a supervisor; pressed again it calls off. */
export function HelpButton() {
  const { t } = useTranslation()
  const language = useLanguage()
  const { me } = useLive()
  const now = useNow()
  const { data } = useChatOverview()
  const help = useHelp()
  const { call, withdraw } = help
  const [last] = data?.help ?? []
  const open = last && last.taken === null && last.operator.id === me?.userId
  const coming = last?.taken && secondsSince(last.taken.at, now) < SHOWN_SECONDS ? last.taken.by : null
  const under = useRef(new AbortController())
  const unheard = help.unheard && call.isPending
  const press = () => {
    // The other wish is the one no more.
    under.current.abort()
    under.current = new AbortController()
    call.reset()
    withdraw.reset()
    if (open || unheard) withdraw.mutate(under.current.signal)
    else call.mutate({ help: { callId: me?.talk?.callId ?? me?.ownCall?.callId ?? null, queue: me?.talk?.queue ?? null, text: '' }, calledOff: under.current.signal })
  }
  const failed = call.error ?? withdraw.error
  return (
    <Group gap="xs" mt="xs" mb="sm" justify="space-between">
      <Button size="compact-sm" variant={open || unheard ? 'filled' : 'light'} color="orange" leftSection={<IconHelpCircle size={16} aria-hidden />} onClick={press} loading={(call.isPending || withdraw.isPending) && !help.unheard} aria-pressed={open || unheard} title={t('chat.helpKey')} data-testid="help-call" data-open={open ?? false} data-unheard={unheard}>
        {t(open || unheard ? 'chat.helpCalled' : 'chat.help')}
      </Button>
      <Text size="xs" role="status" data-testid="help-coming">
        {unheard ? t('outage.helpUnheard') : failed ? failureSentence(failed, language) : coming && t('chat.helpComing', { name: coming })}
      </Text>
    </Group>
  )
}
