import type { HallDeed, Page, SaveThresholds, Wallboard } from '@app/contracts'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { request, withQuery } from '../api/request.js'

/** With the statistics: a call asks both again. */
const BOARD = ['statistics', 'wallboard']
/** Time alone changes "the last half hour". */
const ASK_AGAIN_MS = 20_000

export const useWallboard = (enabled = true) => useQuery({ queryKey: BOARD, queryFn: ({ signal }) => request<Wallboard>('GET', '/api/wallboard', { signal }), refetchInterval: ASK_AGAIN_MS, enabled })

export function useSaveThresholds(queue: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: SaveThresholds) => request<Wallboard>('PUT', `/api/wallboard/thresholds/${queue}`, { body }),
    onSuccess: (board) => client.setQueryData(BOARD, board),
  })
}

export const useHallDeeds = (page: number) =>
  useQuery({ queryKey: ['hall-deeds', page], queryFn: ({ signal }) => request<Page<HallDeed>>('GET', withQuery('/api/hall/deeds', { page }), { signal }), placeholderData: keepPreviousData })
