import { Alert, Anchor, Button, Card, Center, Group, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { IconAlertCircle, IconPhoneCall } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate, useLocation } from 'react-router'
import { failureSentence, RefusedRequest } from '../api/refused-request.js'
import { useLanguage } from '../i18n.js'
import { LanguageSwitch } from '../shell/language-switch.js'
import { landingOf } from './rights.js'
import { useSessionQuery, useSignIn } from './session-context.js'

export function SignInPage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const session = useSessionQuery()
  const signIn = useSignIn()
  const wanted = (useLocation().state as { wanted?: string } | null)?.wanted ?? null
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [newPassword, setNewPassword] = useState('')
  const asked = signIn.error instanceof RefusedRequest && signIn.error.failure.code === 'password-to-change'
  const [toChange, setToChange] = useState(false)
  if (asked && !toChange) setToChange(true)
  if (session.data) return <Navigate to={landingOf(session.data, wanted)} replace />

  const submit = (event: FormEvent) => {
    event.preventDefault()
    signIn.mutate({ username, password, ...(newPassword !== '' && { newPassword }) })
  }
  return (
    <Center mih="100dvh" p="md">
      <Stack w={400} maw="100%" gap="lg">
        <Group gap="sm" justify="center">
          <IconPhoneCall size={34} color="var(--mantine-primary-color-filled)" aria-hidden />
          <div>
            <Title order={1} size={24} lh={1.3}>
              {t('app.title')}
            </Title>
            <Text size="sm" c="dimmed">
              {t('app.subtitle')}
            </Text>
          </div>
        </Group>
        <Card withBorder padding="lg" shadow="xs">
          <form onSubmit={submit}>
            <Stack>
              {signIn.error && (
                <Alert color="red" icon={<IconAlertCircle aria-hidden />} role="alert" data-testid="sign-in-failure">
                  {failureSentence(signIn.error, language)}
                </Alert>
              )}
              <TextInput
                label={t('signIn.username')}
                autoComplete="username"
                autoFocus
                required
                withAsterisk={false}
                value={username}
                onChange={(event) => setUsername(event.currentTarget.value)}
                data-testid="sign-in-username"
              />
              <PasswordInput
                label={t('signIn.password')}
                autoComplete="current-password"
                required
                withAsterisk={false}
                value={password}
                onChange={(event) => setPassword(event.currentTarget.value)}
                data-testid="sign-in-password"
                visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
              />
              {toChange && (
                <PasswordInput
                  label={t('signIn.newPassword')}
                  description={t('signIn.newPasswordHint')}
                  autoComplete="new-password"
                  required
                  withAsterisk={false}
                  minLength={12}
                  value={newPassword}
                  onChange={(event) => setNewPassword(event.currentTarget.value)}
                  data-testid="sign-in-new-password"
                  visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
                />
              )}
              <Button type="submit" loading={signIn.isPending} data-testid="sign-in-submit">
                {t('signIn.submit')}
              </Button>
            </Stack>
          </form>
        </Card>
        <Group justify="space-between">
          <Anchor component={Link} to="/goi-1022" size="sm">
            {t('signIn.citizen')}
          </Anchor>
          <LanguageSwitch />
        </Group>
      </Stack>
    </Center>
  )
}
