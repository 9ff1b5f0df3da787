import type { CitizenCard, CitizenDeed, FindCitizens, FoundCitizen } from '@app/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from '../api/request.js'

export interface Caller {
  callId: string
  number: string | null
}

/** The number helps where the call's row is not there yet; a masked one does not. */
const queryOf = ({ callId, number }: Caller) => ({ callId, number: number !== null && /^\+?\d{2,15}$/.test(number) ? number : null })
const keyOf = ({ callId }: Caller) => ['caller', 'card', callId]

export const useCitizenCard = (caller: Caller) =>
  useQuery({ queryKey: keyOf(caller), queryFn: ({ signal }) => request<CitizenCard>('POST', '/api/citizens/card', { signal, body: queryOf(caller) }) })

export function useCitizenDeed(caller: Caller) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (deed: CitizenDeed) => request<CitizenCard>('POST', '/api/citizens/deeds', { body: { ...queryOf(caller), deed } }),
    onSuccess: (card) => client.setQueryData(keyOf(caller), card),
  })
}

export const useFindCitizens = () => useMutation({ mutationFn: (query: Partial<FindCitizens> & { callId: string }) => request<FoundCitizen[]>('POST', '/api/citizens/find', { body: query }) })
