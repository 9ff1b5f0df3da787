import { Button, Group, Text } from '@mantine/core'
import { IconBell, IconBellOff } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

const permissionNow = () => ('Notification' in window ? Notification.permission : 'denied')

/** Whether an offered call may be told outside the browser's window: asked for here, where a person sets up the desk, and never at the ring. */
export function NotifySetting() {
  const { t } = useTranslation()
  const [permission, setPermission] = useState(permissionNow)
  useEffect(() => {
    const changed = () => setPermission(permissionNow())
    let watched: PermissionStatus | null = null
    let gone = false
    void navigator.permissions?.query({ name: 'notifications' }).then((status) => {
      if (gone) return
      watched = status
      status.addEventListener('change', changed)
    })
    return () => {
      gone = true
      watched?.removeEventListener('change', changed)
    }
  }, [])
  if (permission === 'default') {
    return (
      <Button variant="default" size="compact-md" leftSection={<IconBell size={16} aria-hidden />} onClick={() => void Notification.requestPermission().then(setPermission)} data-testid="allow-notifications">
        {t('soundCheck.notify')}
      </Button>
    )
  }
  const Icon = permission === 'granted' ? IconBell : IconBellOff
  return (
    <Group gap={6} wrap="nowrap" data-testid="notifications" data-permission={permission}>
      <Icon size={16} aria-hidden style={{ flexShrink: 0 }} />
      <Text size="sm">{t(permission === 'granted' ? 'deskGuards.notified' : 'deskGuards.notNotified')}</Text>
    </Group>
  )
}
