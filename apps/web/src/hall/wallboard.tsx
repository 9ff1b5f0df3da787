import type { Wallboard as Board, WallboardQueue } from '@app/contracts'
import { ActionIcon, Badge, Button, Card, Group, SimpleGrid, Text } from '@mantine/core'
import { IconAdjustments, IconBell, IconBellOff, IconDeviceTv } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useLanguage } from '../i18n.js'
import { useHallNow, useLive } from '../live/live-context.js'
import { useSession } from '../session/session-context.js'
import { QueueName } from '../shell/queue-name.js'
import { Loaded, LoadingRows } from '../shell/states.js'
import { boardNumbers } from './board-numbers.js'
import { CALM, worstOf } from './fold-alarms.js'
import './hall.css'
import { useWallboard } from './hall-queries.js'
import { StaleLine } from './stale-line.js'
import { ThresholdsDialog } from './thresholds-dialog.js'
import { useAlarms, useMuteKey } from './use-alarms.js'
import { isStale, useStaleness, type Staleness } from './use-staleness.js'

/** How each queue stands, with the figures of the half hour and of the day. */
export function Wallboard() {
  const board = useWallboard()
  const stale = useStaleness(board)
  return (
    <Loaded query={board} skeleton={<LoadingRows rows={2} height={110} />}>
      {(data) => <Queues board={data} stale={stale} />}
    </Loaded>
  )
}

function Queues({ board, stale }: { board: Board; stale: Staleness }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { queues } = useLive()
  const { role } = useSession()
  const now = useHallNow()
  const { levels, muted, toggleMute, rung } = useAlarms(board, queues, now)
  const [editing, setEditing] = useState<WallboardQueue | null>(null)
  useMuteKey(toggleMute)
  const mayEdit = role === 'supervisor' || role === 'admin'
  return (
    <section aria-label={t('wall.title')} data-testid="wallboard" data-rung={rung} data-muted={muted}>
      <Group justify="space-between" mb="xs">
        <StaleLine stale={stale}>
          <Text size="sm" c="dimmed">
            {t('wall.about', { minutes: board.nowMinutes, seconds: board.today.serviceLevel.seconds })}
          </Text>
        </StaleLine>
        <Group gap="xs">
          <Button size="compact-sm" variant="default" leftSection={muted ? <IconBellOff size={15} aria-hidden /> : <IconBell size={15} aria-hidden />} onClick={toggleMute} aria-pressed={muted} data-testid="wall-mute" title={t('wall.muteKey')}>
            {t(muted ? 'wall.muted' : 'wall.rings')}
          </Button>
          <Button size="compact-sm" variant="default" component={Link} to="/wall" target="_blank" leftSection={<IconDeviceTv size={15} aria-hidden />} data-testid="wall-open">
            {t('wall.open')}
          </Button>
        </Group>
      </Group>
      <SimpleGrid cols={{ base: 1, md: Math.min(2, board.queues.length) }} mb="md">
        {board.queues.map((queue) => {
          const levelsOf = levels[queue.queue] ?? CALM
          const live = queues?.find(({ name }) => name === queue.queue)
          return (
            <Card key={queue.queue} withBorder p="sm" className="wall-card" data-testid={`wall-${queue.queue}`} data-level={worstOf(levelsOf)} data-closed={queue.closed} data-waiting={live?.waiting.length ?? 0}>
              <Group justify="space-between" wrap="nowrap" mb={6}>
                <Group gap="xs">
                  <Text fw={600}>
                    <QueueName name={queue.queue} />
                  </Text>
                  {queue.closed && <Badge color="gray">{t('wall.closed')}</Badge>}
                </Group>
                {mayEdit && (
                  <ActionIcon variant="subtle" color="gray" size={26} onClick={() => setEditing(queue)} aria-label={t('wall.editLimits', { queue: t(`queue.${queue.queue}`, { defaultValue: queue.queue }) })} data-testid={`limits-${queue.queue}`}>
                    <IconAdjustments size={16} aria-hidden />
                  </ActionIcon>
                )}
              </Group>
              <div className="wall-numbers">
                {boardNumbers(queue, live, levelsOf, now, language).map(({ name, text, level }) => (
                  <div key={name} className="wall-number" data-level={level} data-stale={isStale(stale, name)} data-testid={`wall-${queue.queue}-${name}`} data-value={text}>
                    <div className="wall-value">{text}</div>
                    <Text size="xs">{t(`wall.${name}`, { minutes: board.nowMinutes })}</Text>
                  </div>
                ))}
              </div>
            </Card>
          )
        })}
      </SimpleGrid>
      {editing && <ThresholdsDialog queue={editing} close={() => setEditing(null)} />}
    </section>
  )
}
