import type { Article, ListedNumber, ListNumber, NewNotice, Notice, SaveArticle } from '@app/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from '../api/request.js'

export const useNotices = () => useQuery({ queryKey: ['announcements', 'notices'], queryFn: ({ signal }) => request<Notice[]>('GET', '/api/notices', { signal }) })

export const useArticles = () => useQuery({ queryKey: ['announcements', 'articles'], queryFn: ({ signal }) => request<Article[]>('GET', '/api/articles', { signal }) })

export const useListedNumbers = () => useQuery({ queryKey: ['announcements', 'numbers'], queryFn: ({ signal }) => request<ListedNumber[]>('GET', '/api/listed-numbers', { signal }) })

function useAnnouncementChange<T>(mutationFn: (input: T) => Promise<unknown>) {
  const client = useQueryClient()
  return useMutation({ mutationFn, onSuccess: () => client.invalidateQueries({ queryKey: ['announcements'] }) })
}

export const useAddNotice = () => useAnnouncementChange((notice: NewNotice) => request('POST', '/api/notices', { body: notice }))

export const useEndNotice = () => useAnnouncementChange((id: number) => request('POST', `/api/notices/${id}/end`))

export const useSaveArticle = () => useAnnouncementChange(({ key, ...body }: SaveArticle & { key: string }) => request('PUT', `/api/articles/${key}`, { body }))

export const useListNumber = () => useAnnouncementChange((body: ListNumber) => request('POST', '/api/listed-numbers', { body }))

export const useUnlistNumber = () => useAnnouncementChange((key: string) => request('DELETE', `/api/listed-numbers/${encodeURIComponent(key)}`))
