import type { WaitingWork } from '@app/contracts'
import { Badge, Divider, Skeleton, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ErrorState } from '../shell/states.js'
import { useWaitingWork } from './missed-queries.js'

const WORK = [
  ['missedCallers', '/voicemails?work=missedCallers'],
  ['voicemails', '/voicemails?work=voicemails'],
  ['callBacks', '/voicemails?work=callBacks'],
  ['telling', '/voicemails?work=telling'],
  ['ownTickets', '/voicemails?work=ownTickets'],
  ['dispositions', '/voicemails?work=dispositions'],
] as const satisfies readonly (readonly [keyof WaitingWork, string])[]

/** What waits for somebody at this desk, counted; each leads to its list. */
export function WaitingWorkPanel() {
  const { t } = useTranslation()
  const work = useWaitingWork()
  return (
    <section aria-label={t('deskWork.title')} data-testid="work-panel">
      <Divider my="sm" label={t('deskWork.title')} labelPosition="left" />
      {work.data ? (
        <Stack gap={2} data-testid="work-list">
          {WORK.map(([name, path]) => (
            <Link key={name} to={path} className="work-link" data-testid={`work-${name}`} data-count={work.data[name]}>
              <span>{t(`deskWork.count.${name}`)}</span>
              <Badge variant="light" color={work.data[name] > 0 ? (name === 'missedCallers' ? 'orange' : 'civic') : 'gray'}>
                {work.data[name]}
              </Badge>
            </Link>
          ))}
        </Stack>
      ) : work.error ? (
        <ErrorState error={work.error} retry={() => void work.refetch()} />
      ) : (
        <Skeleton height={150} />
      )}
    </section>
  )
}
