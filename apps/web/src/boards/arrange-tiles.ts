import type { BoardTile } from '@app/contracts'

export const NARROWEST = 3
export const WIDEST = 12

/** The tile at `from` stands at `to` after it; those between move up. */
export function moveTile(tiles: readonly BoardTile[], from: number, to: number): BoardTile[] {
  const tile = tiles[from]
  if (!tile || to < 0 || to >= tiles.length) return [...tiles]
  const rest = tiles.filter((_, index) => index !== from)
  return [...rest.slice(0, to), tile, ...rest.slice(to)]
}

/** So many of the twelve columns wider; never off the board. */
export const widenTile = (tiles: readonly BoardTile[], at: number, by: number): BoardTile[] => tiles.map((tile, index) => (index === at ? { ...tile, width: Math.min(WIDEST, Math.max(NARROWEST, tile.width + by)) } : tile))

export const removeTile = (tiles: readonly BoardTile[], at: number): BoardTile[] => tiles.filter((_, index) => index !== at)

/** A new one stands at the end. */
export const putTile = (tiles: readonly BoardTile[], at: number | null, tile: BoardTile): BoardTile[] => (at === null ? [...tiles, tile] : tiles.map((before, index) => (index === at ? tile : before)))
