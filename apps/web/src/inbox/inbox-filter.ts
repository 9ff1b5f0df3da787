import { ViewQuery } from '@app/contracts'

const FIELDS = ['state', 'due', 'assignee', 'categoryId', 'kind', 'level', 'wardId', 'urgency', 'search'] as const

/** What the address says is to be shown; nonsense in it counts as nothing. Without a state: what waits for an answer. */
export function filterOf(params: URLSearchParams): ViewQuery {
  const given = Object.fromEntries(FIELDS.flatMap((field) => (params.get(field) ? [[field, params.get(field)]] : [])))
  const parsed = ViewQuery.safeParse(given)
  return { state: 'open', ...(parsed.success && parsed.data) }
}

export const pageOf = (params: URLSearchParams): number => Math.max(1, Math.floor(Number(params.get('page'))) || 1)

/** The other way round, what is usual left out; always from the first page. */
export function paramsOf(filter: ViewQuery): URLSearchParams {
  const params = new URLSearchParams()
  for (const field of FIELDS) {
    const value = filter[field]
    if (value !== undefined && value !== '' && !(field === 'state' && value === 'open')) params.set(field, String(value))
  }
  return params
}

export const sameFilter = (a: ViewQuery, b: ViewQuery): boolean => paramsOf(a).toString() === paramsOf(b).toString()
