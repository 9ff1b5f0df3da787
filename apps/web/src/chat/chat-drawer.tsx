import type { ChatMessage, ChatOverview, ChatWith } from '@app/contracts'
import { Alert, Badge, Button, Drawer, Group, NavLink, Stack, Text, Textarea } from '@mantine/core'
import { IconChevronLeft, IconSpeakerphone, IconUser, IconUsers } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { formatMoment } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { useNow } from '../live/live-context.js'
import { useSession } from '../session/session-context.js'
import { Loaded } from '../shell/states.js'
import { useChatDraft } from './chat-draft.js'
import { useChatMessages, useReadChat, useSendChat } from './chat-queries.js'

type Place = ChatWith | 'list'

/** One drawer for all conversations of the hall. */
export function ChatDrawer({ overview, open, choose, close }: { overview: ChatOverview; open: Place; choose: (place: Place) => void; close: () => void }) {
  const { t } = useTranslation()
  const title = open === 'list' ? t('chat.all') : open === 'shift' || open === 'everybody' ? t(`chat.${open}`) : (overview.people.find(({ id }) => id === open)?.displayName ?? t('chat.all'))
  return (
    <Drawer.Root opened onClose={close} position="right" size={400}>
      <Drawer.Overlay backgroundOpacity={0.15} />
      <Drawer.Content aria-label={t('chat.all')} data-testid="chat-drawer" data-with={open}>
        <Drawer.Header>
          <Group gap="xs">
            {open !== 'list' && (
              <Button size="compact-sm" variant="subtle" color="gray" leftSection={<IconChevronLeft size={15} aria-hidden />} onClick={() => choose('list')} data-testid="chat-back">
                {t('chat.all')}
              </Button>
            )}
            <Drawer.Title>{title}</Drawer.Title>
          </Group>
          <Drawer.CloseButton aria-label={t('common.close')} />
        </Drawer.Header>
        <Drawer.Body>{open === 'list' ? <Conversations overview={overview} choose={choose} /> : <Conversation key={open} chatWith={open} keptDays={overview.keptDays} />}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  )
}

function Conversations({ overview, choose }: { overview: ChatOverview; choose: (place: Place) => void }) {
  const { t } = useTranslation()
  const people = overview.people.toSorted((a, b) => b.unread - a.unread || (b.last ?? '').localeCompare(a.last ?? '') || a.displayName.localeCompare(b.displayName, 'vi'))
  const line = (place: ChatWith, label: string, unread: number, icon: React.ReactNode, description?: string) => (
    <NavLink key={place} component="button" label={label} description={description} leftSection={icon} rightSection={unread > 0 && <Badge color="red">{unread}</Badge>} onClick={() => choose(place)} data-testid={`chat-with-${place}`} data-unread={unread} />
  )
  return (
    <Stack gap={2}>
      {line('everybody', t('chat.everybody'), overview.everybody.unread, <IconSpeakerphone size={17} aria-hidden />)}
      {line('shift', t('chat.shift'), overview.shift.unread, <IconUsers size={17} aria-hidden />)}
      {people.map(({ id, displayName, role, unread }) => line(id, displayName, unread, <IconUser size={17} aria-hidden />, t(`role.${role}`)))}
    </Stack>
  )
}

function Conversation({ chatWith, keptDays }: { chatWith: ChatWith; keptDays: number }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { role } = useSession()
  const messages = useChatMessages(chatWith)
  const send = useSendChat(chatWith)
  const draft = useChatDraft(chatWith)
  const read = useReadChat()
  const newest = messages.data?.at(-1)?.id ?? 0
  const readTo = useRef(0)
  const { mutate: tellRead } = read
  useEffect(() => {
    if (newest <= readTo.current) return
    readTo.current = newest
    tellRead({ with: chatWith, upTo: newest })
  }, [newest, chatWith, tellRead])
  const mayWrite = chatWith !== 'everybody' || role !== 'operator'
  const submit = () => {
    if (draft.text.trim() === '' || send.isPending) return
    const message = draft.send()
    send.mutate(message, { onSuccess: () => draft.arrived(message.text) })
  }
  return (
    <Stack gap="xs" h="calc(100dvh - 90px)">
      <div style={{ flex: 1, overflowY: 'auto', display: 'flex', flexDirection: 'column-reverse' }} tabIndex={0} role="log" aria-label={t('chat.all')}>
        <Loaded query={messages}>{(rows) => <Messages rows={rows} />}</Loaded>
      </div>
      {send.error && (
        <Alert color="red" py="xs" role="alert" data-testid="chat-failure">
          {failureSentence(send.error, language)} {t('outage.chatKept')}
        </Alert>
      )}
      {mayWrite ? (
        <Textarea
          aria-label={t('chat.write')}
          placeholder={t('chat.write')}
          value={draft.text}
          onChange={(event) => draft.type(event.currentTarget.value)}
          onKeyDown={(event) => {
            // Enter of an input method for Vietnamese is no Enter.
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
            event.preventDefault()
            submit()
          }}
          maxLength={2000}
          autosize
          minRows={1}
          maxRows={5}
          data-autofocus
          data-testid="chat-text"
        />
      ) : (
        <Text size="sm" c="dimmed">
          {t('chat.onlyRead')}
        </Text>
      )}
      <Text size="xs" c="dimmed">
        {t(send.isPending ? 'outage.chatSending' : 'chat.kept', { count: keptDays })}
      </Text>
    </Stack>
  )
}

function Messages({ rows }: { rows: readonly ChatMessage[] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  const { userId } = useSession()
  if (rows.length === 0)
    return (
      <Text size="sm" c="dimmed" ta="center" py="xl">
        {t('chat.nothing')}
      </Text>
    )
  return (
    <Stack gap={8}>
      {rows.map(({ id, from, text, sentAt }) => {
        const own = from.id === userId
        return (
          <div key={id} style={{ alignSelf: own ? 'flex-end' : 'flex-start', maxWidth: '85%' }} data-testid="chat-message" data-own={own}>
            <Text size="xs" c="dimmed" ta={own ? 'right' : 'left'}>
              {own ? formatMoment(sentAt, language, now) : `${from.displayName} · ${formatMoment(sentAt, language, now)}`}
            </Text>
            <Text size="sm" px="sm" py={6} bg={own ? 'light-dark(var(--mantine-color-civic-1), #17324a)' : 'light-dark(#eef1f5, #2a2f36)'} style={{ borderRadius: 10, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
              {text}
            </Text>
          </div>
        )
      })}
    </Stack>
  )
}
