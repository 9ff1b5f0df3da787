import { isMasked, type Article, type Language } from '@app/contracts'
import { Alert, Button, Card, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { formatMoment } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { useNow } from '../live/live-context.js'
import type { ReadingOccasion } from './reading-occasion.js'
import { useSendArticle, useSentArticle } from './knowledge-queries.js'

type Props = { article: Article; occasion: ReadingOccasion; language: Language; close: () => void }

/** To the caller, the way they choose; the number of the call is there already. */
export function SendArticleForm({ article, occasion: { occasion, callId, number }, language, close }: Props) {
  const { t } = useTranslation()
  const own = useLanguage()
  const now = useNow()
  const send = useSendArticle()
  const known = number !== null && !isMasked(number) ? number : ''
  const [channel, setChannel] = useState<'email' | 'sms'>('email')
  const [email, setEmail] = useState('')
  const [phone, setPhone] = useState(known)
  const [requestId, setRequestId] = useState(() => crypto.randomUUID())
  const sent = useSentArticle(send.isSuccess ? requestId : null)
  const to = (channel === 'email' ? email : phone).trim()
  const state = sent.data ?? send.data
  if (send.isSuccess && state)
    return (
      <Alert color={state.state === 'given-up' ? 'red' : state.state === 'sent' ? 'teal' : 'blue'} py="xs" withCloseButton closeButtonLabel={t('common.close')} onClose={close} role="status" data-testid="article-sent" data-state={state.state}>
        {state.state === 'sent' && t('knowledge.sending.sent', { to: send.variables.to })}
        {state.state === 'given-up' && t('knowledge.sending.givenUp', { to: send.variables.to })}
        {state.state === 'waiting' && t('knowledge.sending.waiting', { to: send.variables.to, at: state.nextTryAt ? formatMoment(state.nextTryAt, own, now) : '' })}
      </Alert>
    )
  return (
    <Card withBorder p="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          send.mutate({ key: article.key, requestId, channel, to, language, occasion, callId })
        }}
      >
        <Stack gap="xs">
          <Group gap="xs" align="flex-end">
            <SegmentedControl size="xs" data={[{ value: 'email', label: t('knowledge.sending.email') }, { value: 'sms', label: t('knowledge.sending.sms') }]} value={channel} onChange={(value) => { setChannel(value === 'sms' ? 'sms' : 'email'); send.reset(); setRequestId(crypto.randomUUID()) }} data-testid="send-channel" />
            {channel === 'email' ? (
              <TextInput key="email" size="xs" style={{ flex: '1 1 200px' }} type="email" aria-label={t('knowledge.sending.address')} placeholder={t('knowledge.sending.address')} required maxLength={254} autoFocus value={email} onChange={(event) => setEmail(event.currentTarget.value)} data-testid="send-to" />
            ) : (
              <TextInput key="sms" size="xs" style={{ flex: '1 1 200px' }} type="tel" aria-label={t('knowledge.sending.number')} placeholder={t('knowledge.sending.number')} required maxLength={20} autoFocus value={phone} onChange={(event) => setPhone(event.currentTarget.value)} data-testid="send-to" />
            )}
            <Button size="xs" type="submit" leftSection={<IconSend size={14} aria-hidden />} loading={send.isPending} disabled={to.length < 3} data-testid="send-submit">
              {t('knowledge.sending.send')}
            </Button>
          </Group>
          <Text size="xs" c="dimmed">
            {t(channel === 'email' ? 'knowledge.sending.emailHint' : 'knowledge.sending.smsHint')}
          </Text>
          {send.error && (
            <Alert color="red" py="xs" role="alert" data-testid="send-failure">
              {failureSentence(send.error, own)}
            </Alert>
          )}
        </Stack>
      </form>
    </Card>
  )
}
