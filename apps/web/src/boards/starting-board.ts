import type { BoardTile } from '@app/contracts'

const tile = (part: Partial<BoardTile> & Pick<BoardTile, 'report' | 'table'>): BoardTile => ({ days: 30, shows: 'chart', column: null, width: 6, queue: null, by: 'day', ...part })

/** What somebody sees who has no board yet, until they make their own. */
export const startingBoard: BoardTile[] = [
  tile({ report: 'volume', table: 'by-time' }),
  tile({ report: 'service-level', table: 'by-time' }),
  tile({ report: 'heat-map', table: 'week', width: 12 }),
]
