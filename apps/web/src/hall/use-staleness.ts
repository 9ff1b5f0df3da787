import { useLive } from '../live/live-context.js'
import type { BoardNumber } from './board-numbers.js'

/** Since when, by the server's clock in milliseconds, the board's two sides are no longer what is so now; null: they are. */
export type Staleness = { live: number | null; figures: number | null }

type Asked = { data: unknown; dataUpdatedAt: number; failureCount: number }

export function useStaleness({ data, dataUpdatedAt, failureCount }: Asked): Staleness {
  const { silentSince, behindSince, skew } = useLive()
  const since = (at: number | null) => (at === null ? null : at + skew)
  return { live: since(silentSince), figures: since(behindSince ?? (data !== undefined && failureCount > 0 ? dataUpdatedAt : null)) }
}

/** Whether this number of a queue is no longer what is so now. */
export const isStale = ({ live, figures }: Staleness, name: BoardNumber['name']): boolean => (name === 'waiting' || name === 'longestWait' ? live : figures) !== null
