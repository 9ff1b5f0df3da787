import type { LiveOwnCall } from '@app/contracts'
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

/** An operator's own call among the talks: how far it is, and the way to it. Whom it is with its page tells. */
export function OwnCallLine({ ownCall: { callId, phase } }: { ownCall: LiveOwnCall }) {
  const { t } = useTranslation()
  return (
    <Text size="sm" data-testid="hall-own-call" data-phase={phase}>
      <Link to={`/calls/${callId}`}>{t('callSource.operator')}</Link> · {t(`ownTalks.phase.${phase}`)}
    </Text>
  )
}
