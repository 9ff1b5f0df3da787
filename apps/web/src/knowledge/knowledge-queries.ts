import type { Article, ArticleChange, ArticleFigures, ArticleHit, ArticleRecord, ArticleTopic, CareForArticle, KeptArticle, KeptArticlesQuery, Page, SaveArticleDraft, SendArticle, SentArticle, UseArticle } from '@app/contracts'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { request, withQuery } from '../api/request.js'

const KEPT = '/api/kept-articles'
/** Between two looks at whether a message has gone. */
const SENDING_MS = 2_000

export const useArticleSearch = (words: string, topic: ArticleTopic | null) =>
  useQuery({
    queryKey: ['articles', 'search', words, topic],
    queryFn: ({ signal }) => request<ArticleHit[]>('GET', withQuery('/api/articles', { words, topic }), { signal }),
    placeholderData: keepPreviousData,
  })

export const useArticle = (key: string | null) => useQuery({ queryKey: ['articles', 'one', key], queryFn: ({ signal }) => request<Article>('GET', `/api/articles/${key}`, { signal }), enabled: key !== null })

export const useKeptArticles = (query: KeptArticlesQuery) =>
  useQuery({ queryKey: ['articles', 'kept', query], queryFn: ({ signal }) => request<Page<KeptArticle>>('GET', withQuery(KEPT, query), { signal }), placeholderData: keepPreviousData })

export const useArticleRecord = (key: string | null) => useQuery({ queryKey: ['articles', 'record', key], queryFn: ({ signal }) => request<ArticleRecord>('GET', `${KEPT}/${key}`, { signal }), enabled: key !== null })

export type Side = number | 'draft'
export const useArticleChanges = (key: string, from: Side | null, to: Side | null) =>
  useQuery({
    queryKey: ['articles', 'changes', key, from, to],
    queryFn: ({ signal }) => request<ArticleChange[]>('GET', withQuery(`${KEPT}/${key}/changes`, { from, to }), { signal }),
    enabled: from !== null && to !== null,
  })

export const useArticleOwners = () => useQuery({ queryKey: ['articles', 'owners'], queryFn: ({ signal }) => request<{ id: number; name: string }[]>('GET', '/api/article-owners', { signal }), staleTime: 600_000 })

export const useArticleFigures = (days: number) => useQuery({ queryKey: ['articles', 'figures', days], queryFn: ({ signal }) => request<ArticleFigures>('GET', withQuery('/api/article-figures', { days }), { signal }), placeholderData: keepPreviousData })

export const useNoteUse = () => useMutation({ mutationFn: ({ key, ...use }: UseArticle & { key: string }) => request('POST', `/api/articles/${key}/uses`, { body: use }) })

export const useNoteMissed = () => useMutation({ mutationFn: (words: string) => request('POST', '/api/article-misses', { body: { words } }) })

export const useSendArticle = () => useMutation({ mutationFn: ({ key, ...message }: SendArticle & { key: string }) => request<SentArticle>('POST', `/api/articles/${key}/send`, { body: message }) })

/** How far a message is, until it is gone or given up. */
export const useSentArticle = (requestId: string | null) =>
  useQuery({
    queryKey: ['article-messages', requestId],
    queryFn: ({ signal }) => request<SentArticle>('GET', `/api/article-messages/${requestId}`, { signal }),
    enabled: requestId !== null,
    refetchInterval: ({ state }) => (state.data && state.data.state !== 'waiting' ? false : SENDING_MS),
  })

function useKeeping<T, R = ArticleRecord>(mutationFn: (input: T) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries({ queryKey: ['articles'] }) })
}

export const useSaveDraft = (key: string) => useKeeping((body: SaveArticleDraft & { key?: string }) => request<ArticleRecord>('PUT', `${KEPT}/${body.key ?? key}/draft`, { body: { revision: body.revision, content: body.content, isNew: body.isNew } }))
export const useDropDraft = (key: string) => useKeeping(() => request<null>('DELETE', `${KEPT}/${key}/draft`))
export const usePublishArticle = (key: string) => useKeeping((body: { revision: number; note: string }) => request<ArticleRecord>('POST', `${KEPT}/${key}/publish`, { body }))
export const useRollBackArticle = (key: string) => useKeeping((body: { version: number; note: string }) => request<ArticleRecord>('POST', `${KEPT}/${key}/roll-back`, { body }))
export const useWithdrawArticle = (key: string) => useKeeping((body: { note: string }) => request<ArticleRecord>('POST', `${KEPT}/${key}/withdraw`, { body }))
export const useCareForArticle = (key: string) => useKeeping((body: CareForArticle) => request<ArticleRecord>('PUT', `${KEPT}/${key}/care`, { body }))
