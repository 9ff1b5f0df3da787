import { ActionIcon, AppShell, Box, Burger, Button, Group, Menu, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronDown, IconLogout, IconPhoneCall, IconSearch } from '@tabler/icons-react'
import { Suspense, useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, Outlet, useLocation, useNavigate } from 'react-router'
import { ChatButton } from '../chat/chat-button.js'
import { HallNotices } from '../chat/hall-notices.js'
import { ListeningBar } from '../hall/listening-bar.js'
import { isListeningCall } from '../hall/is-listening-call.js'
import { LiveProvider, useLive, useLiveConnection } from '../live/live-context.js'
import { DialNotice } from '../operator-calls/dial-notice.js'
import { DiallingProvider } from '../operator-calls/dialling.js'
import { LedgerBanner } from '../ledger/ledger-banner.js'
import { hasSoftphone, pathOf, screensOf } from '../session/rights.js'
import { SessionContext, useSession, useSessionQuery, useSignOut } from '../session/session-context.js'
import { OperatorPhoneProvider, useOperatorPhone } from '../softphone/operator-phone.js'
import { CommandPalette, openPalette } from '../palette/command-palette.js'
import { WarningLink } from '../warnings/warning-count.js'
import { AppearanceMenu } from './appearance-menu.js'
import { ConnectionBanner, ConnectionLight } from './connection-banner.js'
import { LanguageSwitch } from './language-switch.js'
import { MentionsMenu } from './mentions-menu.js'
import { ScreenItems, ScreenLinks } from './screen-links.js'
import { ErrorState, LoadingRows } from './states.js'

/** Everything behind the sign-in: who, where, connected or not, and the softphone of those who answer. */
export function Shell() {
  const session = useSessionQuery()
  const { pathname, search } = useLocation()
  if (session.isPending) return <PageFrame>{<LoadingRows />}</PageFrame>
  if (session.data === undefined) return <PageFrame>{<ErrorState error={session.error} retry={() => void session.refetch()} />}</PageFrame>
  if (session.data === null) return <Navigate to="/sign-in" replace state={{ wanted: pathname + search }} />
  const framed = <Frame />
  return (
    <SessionContext value={session.data}>
      <LiveProvider key={session.data.userId}>{hasSoftphone(session.data) ? <OperatorPhoneProvider><DiallingProvider>{framed}</DiallingProvider></OperatorPhoneProvider> : framed}</LiveProvider>
    </SessionContext>
  )
}

const PageFrame = ({ children }: { children: ReactNode }) => <main className="page">{children}</main>

function Frame() {
  const { t } = useTranslation()
  const session = useSession()
  const [open, menu] = useDisclosure(false)
  const screens = screensOf(session)
  useGoToDeskOnOffer()
  return (
    <AppShell header={{ height: 52 }} padding={0}>
      <CommandPalette />
      <AppShell.Header px={{ base: 'xs', sm: 'md' }}>
        <Group h="100%" gap="xs" wrap="nowrap" justify="space-between">
          <Group gap={4} wrap="nowrap" flex={1} miw={0}>
            {screens.length > 1 && (
              <Menu opened={open} onChange={menu.toggle} position="bottom-start">
                <Menu.Target>
                  <Burger hiddenFrom="md" size="sm" opened={open} aria-label={t('shell.menu')} />
                </Menu.Target>
                <Menu.Dropdown>
                  <ScreenItems screens={screens} />
                </Menu.Dropdown>
              </Menu>
            )}
            {screens.includes('warnings') && (
              <Box hiddenFrom="md">
                <WarningLink />
              </Box>
            )}
            <Group gap={6} wrap="nowrap" mr={{ base: 4, sm: 'sm' }}>
              <IconPhoneCall size={22} color="var(--mantine-primary-color-filled)" aria-hidden />
              <Text fw={700} visibleFrom="sm">
                {t('app.short')}
              </Text>
            </Group>
            <Group gap={2} wrap="nowrap" visibleFrom="md" flex={1} miw={0}>
              <ScreenLinks screens={screens} />
            </Group>
          </Group>
          <div className="header-tools">
            <ConnectionLight />
            <ChatButton />
            <MentionsMenu />
            <LanguageSwitch />
            <PaletteButton />
            <AppearanceMenu />
            <PersonMenu />
          </div>
        </Group>
      </AppShell.Header>
      <AppShell.Main>
        <ConnectionBanner />
        <HallNotices />
        <LedgerBanner />
        <Suspense fallback={<PageFrame>{<LoadingRows />}</PageFrame>}>
          <Outlet />
        </Suspense>
        <ListeningBar />
        <DialNotice />
      </AppShell.Main>
    </AppShell>
  )
}

/** A ringing call is answered at the desk, whichever page is open. */
function useGoToDeskOnOffer(): void {
  const { me } = useLive()
  const { phone } = useOperatorPhone()
  const navigate = useNavigate()
  const offered = me?.state === 'offered' || (phone.call?.direction === 'incoming' && phone.call.phase === 'ringing' && !isListeningCall(phone.call))
  useEffect(() => {
    if (offered) void navigate(pathOf('desk'))
  }, [offered, navigate])
}

function PaletteButton() {
  const { t } = useTranslation()
  return (
    <ActionIcon variant="default" size={30} onClick={openPalette} aria-label={t('palette.open')} title={t('palette.open')} data-testid="open-palette">
      <IconSearch size={17} aria-hidden />
    </ActionIcon>
  )
}

function PersonMenu() {
  const { t, i18n } = useTranslation()
  const session = useSession()
  const signOut = useSignOut()
  const { me } = useLive()
  const live = useLiveConnection()
  const leave = async () => {
    // Out of the queues first, so that no caller rings at an empty desk. Signing out goes on without it: the softphone goes silent anyhow.
    if (me && me.state !== 'offline') await live.setState({ state: 'offline' }).catch((error: unknown) => console.warn('signing out while still in the queues', error))
    signOut.mutate()
  }
  const role = session.department ? session.department.name[i18n.language === 'en' ? 'en' : 'vi'] : t(`role.${session.role}`)
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" color="gray" h={42} px="xs" rightSection={<IconChevronDown size={14} aria-hidden />} data-testid="person" aria-label={session.displayName}>
          <Stack gap={0} align="flex-end" visibleFrom="sm">
            <Text size="sm" fw={600} lh={1.35}>
              {session.displayName}
            </Text>
            <Text size="xs" c="dimmed" lh={1.35}>
              {role}
            </Text>
          </Stack>
          <Text size="sm" fw={600} hiddenFrom="sm">
            {session.displayName.split(' ').at(-1)}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {session.displayName} · {role}
        </Menu.Label>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void leave()} disabled={me?.state === 'talking'} data-testid="sign-out">
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
