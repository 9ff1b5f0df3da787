import { Button, SimpleGrid } from '@mantine/core'
import { useTranslation } from 'react-i18next'

const KEYS = [...'123456789*0#']
const LARGE = { w: 84, h: 64, radius: 32, fz: 26, p: 0 }
const SMALL = { size: 'sm', fz: 17 }

/** The keys of a telephone. */
export function DialPad({ size, disabled = false, press, name = 'dial' }: { size: 'large' | 'small'; disabled?: boolean; press: (key: string) => void; /** For tests: `dial-5` */ name?: string }) {
  const { t } = useTranslation()
  return (
    <SimpleGrid cols={3} spacing={size === 'large' ? 'md' : 6} role="group" aria-label={t('dialPad')}>
      {KEYS.map((key) => (
        <Button key={key} variant="default" {...(size === 'large' ? LARGE : SMALL)} disabled={disabled} onClick={() => press(key)} data-testid={`${name}-${key}`}>
          {key}
        </Button>
      ))}
    </SimpleGrid>
  )
}
