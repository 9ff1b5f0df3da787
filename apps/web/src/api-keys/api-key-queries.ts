import type { ApiKey, MadeApiKey, MakeApiKey } from '@app/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from '../api/request.js'

const KEY = ['api-keys']

export const useApiKeys = () => useQuery({ queryKey: KEY, queryFn: ({ signal }) => request<ApiKey[]>('GET', '/api/api-keys', { signal }) })

export function useMakeApiKey() {
  const client = useQueryClient()
  return useMutation({ mutationFn: (body: MakeApiKey) => request<MadeApiKey>('POST', '/api/api-keys', { body }), onSuccess: () => client.invalidateQueries({ queryKey: KEY }) })
}

export function useRevokeApiKey() {
  const client = useQueryClient()
  return useMutation({ mutationFn: (id: number) => request<null>('POST', `/api/api-keys/${id}/revoked`), onSuccess: () => client.invalidateQueries({ queryKey: KEY }) })
}
