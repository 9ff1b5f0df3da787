import type { DeskSettings } from '@app/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from '../api/request.js'

const KEY = ['desk-settings']

const useDeskSettings = () => useQuery({ queryKey: KEY, queryFn: ({ signal }) => request<DeskSettings>('GET', '/api/desk-settings', { signal }), staleTime: 60_000 })

/** Whether offered calls are answered by themselves; off while it is not known. */
export const useAutoAnswerIsOn = (): boolean => useDeskSettings().data?.autoAnswer ?? false

export function useSetAutoAnswer() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (autoAnswer: boolean) => request<DeskSettings>('PUT', '/api/desk-settings', { body: { autoAnswer } }),
    onSuccess: (settings) => client.setQueryData(KEY, settings),
  })
}
