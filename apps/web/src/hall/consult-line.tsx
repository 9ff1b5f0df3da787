import type { LiveConsult } from '@app/contracts'
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** With whom an operator speaks beside the citizen, or instead. */
export function ConsultLine({ consult: { side, other, phase } }: { consult: LiveConsult }) {
  const { t } = useTranslation()
  return (
    <Text size="sm" c="dimmed" data-testid="hall-consult" data-side={side} data-phase={phase}>
      {t(`hall.consult.${side}.${phase}`, { name: other ?? t('hall.consult.outside') })}
    </Text>
  )
}
