import { Alert, Anchor, Text } from '@mantine/core'
import { IconScale } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { pathOf, screensOf } from '../session/rights.js'
import { useSession } from '../session/session-context.js'
import { useLedgerAlarm } from './ledger-queries.js'

/** On every page of whoever may see the ledger, until one of them has noted what a comparison found. */
export const LedgerBanner = () => (screensOf(useSession()).includes('ledger') ? <Alarm /> : null)

function Alarm() {
  const { t } = useTranslation()
  const { data } = useLedgerAlarm()
  if (!data || data.count === 0) return null
  return (
    <Alert color="red" py="xs" radius={0} icon={<IconScale aria-hidden />} role="alert" data-testid="ledger-alarm">
      <Text size="sm">
        {t('ledger.alarm')}{' '}
        <Anchor component={Link} to={pathOf('ledger')} fw={600} size="sm" inherit underline="always">
          {t('ledger.alarmOpen')}
        </Anchor>
      </Text>
    </Alert>
  )
}
