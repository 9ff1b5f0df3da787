import { Button, Group, Stack, Text, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconDialpad } from '@tabler/icons-react'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DialPad } from '../softphone/dial-pad.js'
import { useOperatorPhone } from '../softphone/operator-phone.js'
import { SHORTCUTS } from './shortcuts.js'

const DIGIT = /^[0-9*#]$/

/** Sends digits to the other side of the talk; open, it takes them from the keyboard too. */
export function TalkDigits({ disabled, children }: { disabled: boolean; /** What stands beside the key that opens it. */ children: ReactNode }) {
  const { t } = useTranslation()
  const [opened, { toggle }] = useDisclosure(false)
  return (
    <>
      <Group gap={8} wrap="nowrap">
        {children}
        <Tooltip label={`${t('consult.digits')} (${SHORTCUTS.digits.shown[0]})`}>
          <Button px="xs" variant={opened ? 'light' : 'default'} onClick={toggle} disabled={disabled} aria-label={t('consult.digits')} aria-expanded={opened} data-testid="talk-digits">
            <IconDialpad size={20} aria-hidden />
          </Button>
        </Tooltip>
      </Group>
      {opened && !disabled && <Pad />}
    </>
  )
}

function Pad() {
  const { t } = useTranslation()
  const { softphone } = useOperatorPhone()
  const [sent, setSent] = useState('')
  const press = (key: string) => {
    softphone?.sendDigit(key)
    setSent((before) => `${before}${key}`.slice(-24))
  }
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (event.altKey || event.ctrlKey || event.metaKey || !DIGIT.test(event.key) || target.isContentEditable || target.tagName === 'INPUT' || target.tagName === 'TEXTAREA') return
      event.preventDefault()
      softphone?.sendDigit(event.key)
      setSent((before) => `${before}${event.key}`.slice(-24))
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [softphone])
  return (
    <Stack gap={6} data-testid="talk-pad">
      <Text size="sm" ta="center" mih={22} aria-live="polite" data-testid="talk-digits-sent">
        {sent || t('consult.digitsHint')}
      </Text>
      <DialPad size="small" press={press} name="digit" />
    </Stack>
  )
}
