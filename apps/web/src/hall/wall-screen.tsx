import type { LiveOperator, OperatorState } from '@app/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate } from 'react-router'
import { SESSION_KEY } from '../api/queries.js'
import { request } from '../api/request.js'
import { usePauseWords } from '../desk/pause-reasons.js'
import { formatClock, secondsSince } from '../format/durations.js'
import { formatTime } from '../format/moments.js'
import { formatCount, formatShare } from '../format/numbers.js'
import { useLanguage } from '../i18n.js'
import { LiveProvider, useHallNow, useLive, useNow } from '../live/live-context.js'
import { screensOf } from '../session/rights.js'
import { SessionContext, useSession, useSessionQuery } from '../session/session-context.js'
import { Clock } from '../shell/clock.js'
import { NoPermission } from '../shell/no-permission.js'
import { OPERATOR_STATE_ORDER } from '../shell/operator-states.js'
import { QueueName } from '../shell/queue-name.js'
import { LoadingRows } from '../shell/states.js'
import { boardNumbers } from './board-numbers.js'
import { CALM, worstOf } from './fold-alarms.js'
import './hall.css'
import { useWallboard } from './hall-queries.js'
import { useStaleWords } from './stale-line.js'
import { useAlarms, useMuteKey } from './use-alarms.js'
import { isStale, useStaleness } from './use-staleness.js'

/** A sign-in lasts twelve hours, a television stays: it renews its own while it is on. */
const RENEW_MS = 3_600_000
/** More do not fit into the picture; the states are counted anyway. */
const SHOWN_PEOPLE = 12
const STATE_COLORS: Record<OperatorState, string> = { talking: '#4dabf7', offered: '#22d3ee', available: '#51cf66', 'wrap-up': '#b197fc', paused: '#ffd43b', unreachable: '#ff6b6b', offline: '#868e96' }

/** The wallboard for the television in the hall: dark, large, without a cursor, and never asking for anything. */
export function WallScreen() {
  const session = useSessionQuery()
  if (session.isPending) return <LoadingRows />
  // A server that is away for a moment changes nothing on the wall.
  if (session.data === null) return <Navigate to="/sign-in" replace state={{ wanted: '/wall' }} />
  if (session.data === undefined) return <LoadingRows />
  return (
    <SessionContext value={session.data}>
      <LiveProvider key={session.data.userId}>
        {screensOf(session.data).includes('hall') ? <Wall /> : <NoPermission />}
      </LiveProvider>
    </SessionContext>
  )
}

function useStaySignedIn(): void {
  const client = useQueryClient()
  useEffect(() => {
    const renew = () => void request('POST', '/api/session/renewal').catch(() => client.invalidateQueries({ queryKey: SESSION_KEY }))
    renew()
    const timer = setInterval(renew, RENEW_MS)
    return () => clearInterval(timer)
  }, [client])
}

function Wall() {
  const { t } = useTranslation()
  const language = useLanguage()
  const { displayName } = useSession()
  const { queues, operators } = useLive()
  const board = useWallboard()
  const stale = useStaleness(board)
  const staleWords = useStaleWords(stale)
  const clock = useNow()
  const now = useHallNow()
  const { levels, muted, toggleMute, rung } = useAlarms(board.data, queues, now)
  useMuteKey(toggleMute)
  useStaySignedIn()
  if (!board.data || !queues || !operators) return <main className="tv" aria-label={t('wall.title')} />
  const { today, nowMinutes } = board.data
  const many = board.data.queues.length > 2
  return (
    <main className="tv" aria-label={t('wall.title')} data-testid="tv" data-rung={rung} data-muted={muted} title={displayName}>
      <div className="tv-head">
        <span>{t('wall.tv', { city: t('app.short') })}</span>
        <span className="tv-dim">{t('wall.dayOffered', { count: today.offered, value: formatCount(today.offered, language) })}</span>
        <span className="tv-dim">{t('wall.dayLevel', { value: formatShare(today.serviceLevel.ratio, language) })}</span>
        <span className="tv-dim">{t('wall.dayAbandoned', { value: formatCount(today.abandoned, language) })}</span>
        {staleWords && (
          <span className="tv-stale" role="status" data-testid="stale">
            {staleWords}
          </span>
        )}
        {muted && <span className="tv-dim">{t('wall.muted')}</span>}
        <span data-testid="tv-time">{formatTime(new Date(clock).toISOString(), language)}</span>
      </div>
      <div className="tv-queues" data-many={many} style={{ gridTemplateColumns: `repeat(${many ? 2 : 1}, minmax(0, 1fr))` }}>
        {board.data.queues.map((queue) => {
          const of = levels[queue.queue] ?? CALM
          return (
            <section key={queue.queue} className="tv-queue" data-testid={`tv-${queue.queue}`} data-level={worstOf(of)} data-closed={queue.closed}>
              <div className="tv-name">
                <QueueName name={queue.queue} />
                {queue.closed && <span className="tv-dim">{` · ${t('wall.closed')}`}</span>}
              </div>
              <div className="tv-numbers">
                {boardNumbers(queue, queues.find(({ name }) => name === queue.queue), of, now, language).map(({ name, text, level }) => (
                  <div key={name} className="tv-number" data-level={level} data-stale={isStale(stale, name)}>
                    <div className="tv-value">{text}</div>
                    <div className="tv-label">{t(`wall.${name}`, { minutes: nowMinutes })}</div>
                  </div>
                ))}
              </div>
            </section>
          )
        })}
      </div>
      <People operators={operators} now={now} />
    </main>
  )
}

function People({ operators, now }: { operators: readonly LiveOperator[]; now: number }) {
  const { nameOf } = usePauseWords()
  const { t } = useTranslation()
  const here = operators.filter(({ state }) => state !== 'offline')
  const sorted = here.toSorted((a, b) => OPERATOR_STATE_ORDER.indexOf(a.state) - OPERATOR_STATE_ORDER.indexOf(b.state) || Date.parse(a.since) - Date.parse(b.since))
  const counts = OPERATOR_STATE_ORDER.filter((state) => state !== 'offline').map((state) => ({ state, count: here.filter((each) => each.state === state).length }))
  return (
    <section aria-label={t('wall.people')} style={{ overflow: 'hidden', display: 'grid', gridTemplateRows: 'auto minmax(0, 1fr)', gap: '1.2vh' }}>
      <div className="tv-head">
        {counts.map(({ state, count }) => (
          <span key={state} style={{ color: count > 0 ? STATE_COLORS[state] : '#8494a5' }} data-testid={`tv-count-${state}`} data-count={count}>
            {t(`operatorState.${state}`)} {count}
          </span>
        ))}
        <span />
      </div>
      <div className="tv-people">
        {sorted.slice(0, SHOWN_PEOPLE).map((operator) => (
          <div key={operator.userId} className="tv-person" style={{ ['--state' as string]: STATE_COLORS[operator.state] }} data-testid={`tv-operator-${operator.userId}`} data-state={operator.state}>
            <span style={{ whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' }}>{operator.displayName}</span>
            <Clock seconds={secondsSince(operator.since, now)} />
            <span>
              {operator.state === 'paused' && operator.pauseReason ? nameOf(operator.pauseReason) : operator.heldSince ? `${t('holds.onHold')} ${formatClock(secondsSince(operator.heldSince, now))}` : t(`operatorState.${operator.state}`)}
            </span>
            <span>{(operator.talk ?? operator.offer) && <QueueName name={(operator.talk ?? operator.offer)?.queue ?? null} />}</span>
          </div>
        ))}
        {here.length > SHOWN_PEOPLE && <div className="tv-label">{t('wall.morePeople', { count: here.length - SHOWN_PEOPLE })}</div>}
      </div>
    </section>
  )
}
