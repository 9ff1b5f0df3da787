import { Alert, Button, Stack, Text } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useRouteError } from 'react-router'

/** Also reached when a page's code is gone after an update of the server: loading again is then the right answer. */
export function PageCrashed() {
  const { t } = useTranslation()
  const error = useRouteError()
  useEffect(() => console.error('page failed', error), [error])
  return (
    <main className="page">
      <Alert color="red" role="alert" title={t('shell.crashed')}>
        <Stack align="flex-start" gap="sm">
          <Text size="sm">{t('shell.crashedHint')}</Text>
          <Button onClick={() => location.reload()}>{t('shell.reload')}</Button>
        </Stack>
      </Alert>
    </main>
  )
}
