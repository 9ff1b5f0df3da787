import { Alert, Button, Menu } from '@mantine/core'
import { IconCalendarTime } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { AfterCall } from '@app/contracts'
import { failureSentence } from '../api/refused-request.js'
import { useLanguage } from '../i18n.js'
import { useLive, useLiveConnection } from '../live/live-context.js'
import { usePauseWords } from './pause-reasons.js'

/** What comes when the call and its wrap-up are over; Asterisk keeps it. */
export function AfterCallMenu() {
  const { t } = useTranslation()
  const language = useLanguage()
  const { me } = useLive()
  const connection = useLiveConnection()
  const { choices, nameOf } = usePauseWords()
  const wish = useMutation({ mutationFn: (after: AfterCall | null) => connection.setAfterCall(after) })
  const stands = me?.afterCall
  const label = !stands ? t('deskWork.afterCall') : stands.state === 'offline' ? t('deskWork.thenOffline') : t('deskWork.thenPaused', { reason: nameOf(stands.reason) })
  return (
    <>
      <Menu width="target" position="bottom">
        <Menu.Target>
          <Button
            variant={stands ? 'light' : 'default'}
            color="violet"
            styles={{ inner: { justifyContent: 'flex-start' }, label: { flex: 1, textAlign: 'left' } }}
            leftSection={<IconCalendarTime size={17} aria-hidden />}
            loading={wish.isPending}
            data-testid="after-call"
            data-wish={stands ? (stands.state === 'offline' ? 'offline' : stands.reason) : ''}
          >
            {label}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {stands && (
            <Menu.Item onClick={() => wish.mutate(null)} data-testid="after-call-none">
              {t('deskWork.takeBack')}
            </Menu.Item>
          )}
          <Menu.Item onClick={() => wish.mutate({ state: 'offline' })} data-testid="after-call-offline">
            {t('deskWork.thenOffline')}
          </Menu.Item>
          {choices.map(({ code, name }) => (
            <Menu.Item key={code} onClick={() => wish.mutate({ state: 'paused', reason: code })} data-testid={`after-call-${code}`}>
              {t('deskWork.thenPaused', { reason: name })}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {wish.error && (
        <Alert color="red" py="xs" role="alert">
          {failureSentence(wish.error, language)}
        </Alert>
      )}
    </>
  )
}
