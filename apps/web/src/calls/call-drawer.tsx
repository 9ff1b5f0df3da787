import { Drawer, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCall } from '../api/queries.js'
import { formatClock } from '../format/durations.js'
import { formatFull } from '../format/moments.js'
import { formatTicketCode } from '../format/numbers.js'
import { useLanguage } from '../i18n.js'
import { OwnCallOf } from '../operator-calls/own-call-of.js'
import { PersonalValue } from '../persons-data/personal-value.js'
import { Facts } from '../shell/facts.js'
import { QueueName } from '../shell/queue-name.js'
import { Loaded, LoadingRows } from '../shell/states.js'
import { CallHolds } from './call-holds.js'
import { CallSoundChart } from './call-sound-chart.js'
import { OutcomeBadge } from './outcome-badge.js'

export function CallDrawer({ id, close }: { id: string | null; close: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const call = useCall(id)
  return (
    <Drawer opened={id !== null} onClose={close} position="right" size={460} title={<Text fw={600}>{t('calls.one')}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Loaded query={call} skeleton={<LoadingRows rows={9} height={22} />}>
        {(found) => (
          <Stack data-testid="call-detail">
            <Text fz={20} fw={700}>
              <PersonalValue field="number" value={found.number} of={{ kind: 'call', id: found.id }} />
            </Text>
            {found.outcome && (
              <div>
                <OutcomeBadge outcome={found.outcome} />
              </div>
            )}
            {found.hasRecording && (
              <div>
                <Text size="sm" c="dimmed" mb={4}>
                  {t('calls.recording')}
                </Text>
                <audio controls preload="none" style={{ width: '100%' }} src={`/api/calls/${encodeURIComponent(found.id)}/recording`} data-testid="recording" />
              </div>
            )}
            {found.survey?.remarkSeconds != null && (
              <div>
                <Text size="sm" c="dimmed" mb={4}>
                  {t('calls.remark')}
                </Text>
                <audio controls preload="none" style={{ width: '100%' }} src={`/api/calls/${encodeURIComponent(found.id)}/remark`} data-testid="remark" />
              </div>
            )}
            <CallSoundChart callId={found.id} />
            <Facts
              facts={[
                [t('calls.arrived'), formatFull(found.arrivedAt, language)],
                [t('calls.source'), t(`callSource.${found.source}`)],
                [t('operatorCalls.madeFor'), found.ownCall && <OwnCallOf of={found.ownCall.of} />],
                [t('ownTalks.handedTo'), found.ownCall?.handedTo && <Link to={`/calls/${found.ownCall.handedTo}`} data-testid="handed-to">{t('ownTalks.callInQueue')}</Link>],
                [t('ownTalks.handedFrom'), found.handedFrom && <Link to={`/calls/${found.handedFrom}`} data-testid="handed-from">{t('callSource.operator')}</Link>],
                [t('ownTalks.reachedBy'), found.reachedBy && <Link to={`/calls/${found.reachedBy.callId}`} data-testid="reached-by">{t(`missedCallers.how.${found.reachedBy.how}`)}</Link>],
                [t('ownTalks.missedBefore'), found.missedBefore && <Link to={`/calls/${found.missedBefore.callId}`} data-testid="missed-before">{t('missedCallers.calls', { count: found.missedBefore.calls })}</Link>],
                [t('operatorCalls.result'), found.ownCall?.trouble && t(`operatorCalls.trouble.${found.ownCall.trouble}`)],
                [t('calls.language'), t(`language.${found.language}`)],
                [t('calls.path'), found.flowPath.map((node) => t(`flowNode.${node}`, { defaultValue: node })).join(' › ')],
                [t('calls.queue'), found.queue && <QueueName name={found.queue} />],
                [t('calls.wait'), found.waitSeconds !== null && formatClock(found.waitSeconds)],
                [t('calls.offers'), found.offers > 0 && found.offers],
                [t('calls.operator'), found.operator?.displayName],
                [t('calls.talk'), found.talkSeconds !== null && formatClock(found.talkSeconds)],
                [t('holds.held'), found.holdSeconds !== null && found.holdSeconds > 0 && formatClock(found.holdSeconds)],
                [t('holds.times'), found.holds.length > 0 && <CallHolds holds={found.holds} />],
                [t('calls.rating'), found.survey && (found.survey.rating === null ? t('calls.notRated') : t('calls.rated', { rating: found.survey.rating }))],
                [t('deskWork.disposition'), found.disposition && `${found.disposition.name[language]} · ${found.disposition.by}`],
                [t('calls.ended'), found.endedAt && formatFull(found.endedAt, language)],
                [
                  t('calls.tickets'),
                  found.ticketCodes.length > 0 &&
                    found.ticketCodes.map((code) => (
                      <div key={code}>
                        <Link to={`/tickets/${code}`}>{formatTicketCode(code)}</Link>
                      </div>
                    )),
                ],
              ]}
            />
          </Stack>
        )}
      </Loaded>
    </Drawer>
  )
}
