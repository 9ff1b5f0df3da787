import { Menu, UnstyledButton } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink, useMatch } from 'react-router'
import { pathOf, type Screen } from '../session/rights.js'
import { WarningCount } from '../warnings/warning-count.js'

/** As many screens as there is room for, side by side; the others in a menu at the end. */
export function ScreenLinks({ screens }: { screens: Screen[] }) {
  const { t, i18n } = useTranslation()
  const line = useRef<HTMLElement>(null)
  const [fitting, setFitting] = useState(screens.length)
  useLayoutEffect(() => {
    const nav = line.current
    if (!nav) return
    const count = () => {
      const links = [...nav.children].filter((child): child is HTMLElement => child instanceof HTMLElement)
      // What has no room wraps into a line that the header cuts off.
      setFitting(links.filter(({ offsetTop }) => offsetTop === links[0]?.offsetTop).length)
    }
    const observer = new ResizeObserver(count)
    observer.observe(nav)
    count()
    return () => observer.disconnect()
  }, [screens.length, i18n.language])
  const rest = screens.slice(fitting)
  return (
    <>
      <nav className="screen-links" ref={line} aria-label={t('shell.menu')}>
        {screens.map((screen, index) => (
          <NavLink key={screen} to={pathOf(screen)} className="nav-link" style={{ visibility: index < fitting ? undefined : 'hidden' }} data-testid={`nav-${screen}`}>
            {t(`screen.${screen}`)}
            {screen === 'warnings' && <WarningCount />}
          </NavLink>
        ))}
      </nav>
      {rest.length > 0 && <RestMenu screens={rest} />}
    </>
  )
}

function RestMenu({ screens }: { screens: Screen[] }) {
  const { t } = useTranslation()
  const first = useMatch('/:screen/*')?.params.screen
  const current = screens.find((screen) => screen === first)
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <UnstyledButton className="nav-link" aria-current={current && 'page'} data-testid="nav-more">
          {t(current ? `screen.${current}` : 'shell.more')} <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <ScreenItems screens={screens} />
      </Menu.Dropdown>
    </Menu>
  )
}

/** In an open menu. */
export function ScreenItems({ screens }: { screens: Screen[] }) {
  const { t } = useTranslation()
  return screens.map((screen) => (
    <Menu.Item key={screen} component={NavLink} to={pathOf(screen)}>
      {t(`screen.${screen}`)}
      {screen === 'warnings' && <WarningCount />}
    </Menu.Item>
  ))
}
