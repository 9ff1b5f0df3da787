import { useMantineColorScheme } from '@mantine/core'
import { Spotlight, spotlight } from '@mantine/spotlight'
import { IconArrowRight, IconChartBar, IconContrast, IconLanguage, IconHeadset, IconPhone, IconPhoneOutgoing, IconSearch, IconSun, IconTicket } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { setLanguage, useLanguage } from '../i18n.js'
import { useLiveConnection } from '../live/live-context.js'
import { useDialling } from '../operator-calls/dialling.js'
import { hasSoftphone, pathOf, screensOf } from '../session/rights.js'
import { useSession } from '../session/session-context.js'
import { isHighContrast, setHighContrast } from '../shell/contrast.js'
import { labelOf } from './label-of.js'
import { idOf, paletteCommands, type PaletteCommand } from './palette-commands.js'

const ICONS = { screen: IconArrowRight, state: IconPhone, 'sound-check': IconHeadset, appearance: IconSun, contrast: IconContrast, language: IconLanguage, report: IconChartBar, ticket: IconTicket, dial: IconPhoneOutgoing, search: IconSearch } satisfies Record<PaletteCommand['kind'], typeof IconSun>

export const openPalette = () => spotlight.open()

/** Ctrl+K: everything that a screen can do, found by typing. */
export function CommandPalette() {
  const { t } = useTranslation()
  const session = useSession()
  const language = useLanguage()
  const navigate = useNavigate()
  const live = useLiveConnection()
  const { setColorScheme } = useMantineColorScheme()
  const { mayDial, busy, dial } = useDialling()
  const [typed, setTyped] = useState('')
  const [refused, setRefused] = useState<string | null>(null)
  const screens = screensOf(session)
  const commands = paletteCommands(typed, { screens, softphone: hasSoftphone(session), dials: mayDial && !busy, language }, (command) => labelOf(command, t))

  const run = (command: PaletteCommand): void => {
    switch (command.kind) {
      case 'screen':
        return void navigate(pathOf(command.screen))
      case 'state':
        return void live.setState({ state: command.state }).catch((error: unknown) => {
          setRefused(error instanceof Error ? error.message : String(error))
          spotlight.open()
        })
      case 'sound-check': {
        const button = document.querySelector<HTMLElement>('[data-testid="sound-check"]')
        return button ? button.click() : void navigate(pathOf('desk'), { state: { soundCheck: true } })
      }
      case 'appearance':
        return setColorScheme(command.scheme)
      case 'contrast':
        return setHighContrast(!isHighContrast())
      case 'language':
        return void setLanguage(command.language)
      case 'report':
        return void navigate(`${pathOf('reports')}/${command.report}`)
      case 'ticket':
        return void navigate(`${pathOf(screens.includes('tickets') ? 'tickets' : 'inbox')}/${command.code}`)
      case 'dial':
        return dial({ number: command.number })
      case 'search':
        return void navigate(pathOf('tickets'), { state: { search: command.text } })
      default:
        return command satisfies never
    }
  }

  return (
    <Spotlight.Root
      query={typed}
      onQueryChange={(value) => {
        setTyped(value)
        setRefused(null)
      }}
      shortcut={['mod + K']}
      // Also from within a field: whoever writes a ticket has both hands on the keys.
      tagsToIgnore={[]}
      clearQueryOnClose
      scrollable
      maxHeight={420}
    >
      <Spotlight.Search placeholder={t('palette.placeholder')} aria-label={t('palette.placeholder')} leftSection={<IconSearch size={18} aria-hidden />} data-testid="palette" />
      <Spotlight.ActionsList>
        {refused !== null && <Spotlight.Empty c="red">{refused}</Spotlight.Empty>}
        {commands.map((command) => {
          const Icon = ICONS[command.kind]
          return <Spotlight.Action key={idOf(command)} label={labelOf(command, t)} leftSection={<Icon size={18} aria-hidden />} onClick={() => run(command)} data-testid={`palette-${idOf(command)}`} />
        })}
        {commands.length === 0 && <Spotlight.Empty>{t('palette.nothing')}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}
