import { DEEDS_BESIDE, type Ticket, type TicketDeed } from '@app/contracts'
import { Alert, Button, List, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** What was done with a ticket since somebody began to write; the revision counts all but warnings. */
export const deedsSince = (history: Ticket['history'], revision: number): Ticket['history'] => history.filter(({ deed }) => !DEEDS_BESIDE.includes(deed)).slice(revision)

/** The ticket is another one than the one that the answer was begun for: nothing is sent before the person has seen it. */
export function StaleAlert({ deeds, seen }: { deeds: readonly { deed: TicketDeed; by: string | null }[]; seen: () => void }) {
  const { t } = useTranslation()
  return (
    <Alert color="orange" py="xs" role="alert" title={t('teamwork.changed')} data-testid="stale">
      <List size="sm">
        {deeds.map(({ deed, by }, index) => (
          <List.Item key={index}>{t(`tickets.history.${deed}`, { by: by ?? t('tickets.history.system'), percent: '' })}</List.Item>
        ))}
      </List>
      <Text size="sm" my={4}>
        {t('teamwork.changedHint')}
      </Text>
      <Button size="compact-sm" variant="default" onClick={seen} data-testid="stale-seen">
        {t('teamwork.seen')}
      </Button>
    </Alert>
  )
}
