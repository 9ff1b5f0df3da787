import type { HoursEffect, NamedOpeningHours, OpenDay, OpeningHoursShape, QueueHours, SaveOpeningHours, SaveQueueHours } from '@app/contracts'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from '../api/request.js'

const KEY = ['announcements', 'opening-hours']

export const useOpeningHours = () => useQuery({ queryKey: KEY, queryFn: ({ signal }) => request<NamedOpeningHours[]>('GET', '/api/opening-hours', { signal }) })

export const useQueueHours = () => useQuery({ queryKey: ['announcements', 'queue-hours'], queryFn: ({ signal }) => request<QueueHours[]>('GET', '/api/queue-hours', { signal }) })

export function useSaveQueueHours() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ queue, ...body }: SaveQueueHours & { queue: string }) => request<QueueHours>('PUT', `/api/queue-hours/${queue}`, { body }),
    onSettled: () => client.invalidateQueries({ queryKey: ['announcements'] }),
  })
}

/** What hours mean day by day, also before they are saved. */
export const usePreview = (definition: OpeningHoursShape, from: string, days: number) =>
  useQuery({
    queryKey: ['opening-hours-preview', definition, from, days],
    queryFn: ({ signal }) => request<OpenDay[]>('POST', '/api/opening-hours/preview', { body: { definition, from, days }, signal }),
    placeholderData: keepPreviousData,
    retry: false,
  })

/** What a change would make of the deadlines that stand. */
export const useHoursEffect = (code: string, definition: OpeningHoursShape, page: number) =>
  useQuery({
    queryKey: ['opening-hours-effect', code, definition, page],
    queryFn: ({ signal }) => request<HoursEffect>('POST', '/api/opening-hours/effect', { body: { code, definition, page }, signal }),
    placeholderData: keepPreviousData,
    retry: false,
  })

export function useSaveOpeningHours() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ code, ...body }: SaveOpeningHours & { code: string }) => request<NamedOpeningHours>('PUT', `/api/opening-hours/${code}`, { body }),
    onSettled: () => client.invalidateQueries({ queryKey: ['announcements'] }),
  })
}
