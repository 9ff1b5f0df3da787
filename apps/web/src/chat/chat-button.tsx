import type { ChatWith } from '@app/contracts'
import { ActionIcon, Indicator } from '@mantine/core'
import { IconMessages } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../session/session-context.js'
import { ChatDrawer } from './chat-drawer.js'
import { useChatOverview } from './chat-queries.js'
import { onOpenChat } from './open-chat.js'

/** The way to the chat, with how much was not read. Calm: a number, and no sound. */
export function ChatButton() {
  return useSession().role === 'officer' ? null : <HallChatButton />
}

function HallChatButton() {
  const { t } = useTranslation()
  const { data } = useChatOverview()
  const [open, setOpen] = useState<ChatWith | 'list' | null>(null)
  useEffect(() => onOpenChat(setOpen), [])
  const unread = data ? data.shift.unread + data.everybody.unread + data.people.reduce((sum, person) => sum + person.unread, 0) : 0
  return (
    <>
      <Indicator label={unread} disabled={unread === 0} size={16} color="red" offset={3}>
        <ActionIcon variant="default" size={30} onClick={() => setOpen('list')} aria-label={t('chat.title', { count: unread })} data-testid="chat" data-unread={unread}>
          <IconMessages size={17} aria-hidden />
        </ActionIcon>
      </Indicator>
      {open !== null && data && <ChatDrawer overview={data} open={open} choose={setOpen} close={() => setOpen(null)} />}
    </>
  )
}
