import type { Board, BoardContent, SaveBoard } from '@app/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from '../api/request.js'

export const useBoards = () => useQuery({ queryKey: ['boards'], queryFn: ({ signal }) => request<Board[]>('GET', '/api/boards', { signal }) })

/** Made anew without an id, else saved over the revision that was seen. */
export function useSaveBoard() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (board: { id: null; content: BoardContent } | { id: number; content: SaveBoard }) => (board.id === null ? request<Board>('POST', '/api/boards', { body: board.content }) : request<Board>('PUT', `/api/boards/${board.id}`, { body: board.content })),
    onSuccess: (saved) => client.setQueryData<Board[]>(['boards'], (before = []) => (before.some(({ id }) => id === saved.id) ? before.map((board) => (board.id === saved.id ? saved : board)) : [...before, saved])),
    // What was refused as stale is to be seen as it is now.
    onSettled: () => client.invalidateQueries({ queryKey: ['boards'] }),
  })
}

export function useDropBoard() {
  const client = useQueryClient()
  return useMutation({ mutationFn: (id: number) => request<null>('DELETE', `/api/boards/${id}`), onSettled: () => client.invalidateQueries({ queryKey: ['boards'] }) })
}
