import type { ListedNumber, ListNumber, NewNotice, Notice } from '@app/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from '../api/request.js'

export const useNotices = () => useQuery({ queryKey: ['announcements', 'notices'], queryFn: ({ signal }) => request<Notice[]>('GET', '/api/notices', { signal }) })

export const useListedNumbers = () => useQuery({ queryKey: ['announcements', 'numbers'], queryFn: ({ signal }) => request<ListedNumber[]>('GET', '/api/listed-numbers', { signal }) })

function useAnnouncementChange<T>(mutationFn: (input: T) => Promise<unknown>) {
  const client = useQueryClient()
  return useMutation({ mutationFn, onSuccess: () => client.invalidateQueries({ queryKey: ['announcements'] }) })
}

export const useAddNotice = () => useAnnouncementChange((notice: NewNotice) => request('POST', '/api/notices', { body: notice }))

export const useEndNotice = () => useAnnouncementChange((id: number) => request('POST', `/api/notices/${id}/end`))

export const useListNumber = () => useAnnouncementChange((body: ListNumber) => request('POST', '/api/listed-numbers', { body }))

export const useUnlistNumber = () => useAnnouncementChange((key: string) => request('DELETE', `/api/listed-numbers/${encodeURIComponent(key)}`))
