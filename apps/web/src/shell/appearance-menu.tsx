import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core'
import { IconCheck, IconContrast, IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { APPEARANCES, type Appearance } from '../palette/palette-commands.js'
import { setHighContrast, useHighContrast } from './contrast.js'

const ICONS = { light: IconSun, dark: IconMoon, auto: IconDeviceDesktop } satisfies Record<Appearance, typeof IconSun>

/** Light, dark, as the machine is; and with high contrast each of them. */
export function AppearanceMenu() {
  const { t } = useTranslation()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const contrast = useHighContrast()
  const Current = ICONS[colorScheme]
  const chosen = <IconCheck size={15} aria-hidden />
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={30} aria-label={t('appearance.title')} title={t('appearance.title')} data-testid="appearance">
          <Current size={17} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {APPEARANCES.map((scheme) => {
          const Icon = ICONS[scheme]
          return (
          <Menu.Item key={scheme} role="menuitemradio" aria-checked={scheme === colorScheme} leftSection={<Icon size={16} aria-hidden />} rightSection={scheme === colorScheme && chosen} onClick={() => setColorScheme(scheme)} data-testid={`appearance-${scheme}`}>
            {t(`appearance.${scheme}`)}
          </Menu.Item>
          )
        })}
        <Menu.Divider />
        <Menu.Item role="menuitemcheckbox" aria-checked={contrast} leftSection={<IconContrast size={16} aria-hidden />} rightSection={contrast && chosen} onClick={() => setHighContrast(!contrast)} data-testid="appearance-contrast">
          {t('appearance.contrast')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
