import type { FlowDetails, FlowSummary, FlowVersion, HearPrompt, PublishFlow, RollBackFlow, SaveDraft } from '@app/contracts'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { request, requestSound } from '../api/request.js'

const path = (id: number) => `/api/flows/${id}`

export const useFlows = () => useQuery({ queryKey: ['flows'], queryFn: ({ signal }) => request<FlowSummary[]>('GET', '/api/flows', { signal }) })

const detailsKey = (id: number) => ['flows', 'one', id]

/** Asked again only when somebody wants it: what is on the screen is being edited. */
export const useFlow = (id: number | null) =>
  useQuery({ queryKey: detailsKey(id ?? 0), queryFn: ({ signal }) => request<FlowDetails>('GET', path(id ?? 0), { signal }), enabled: id !== null, refetchOnWindowFocus: false })

/** A version never changes. */
export const flowVersionQuery = (id: number, version: number) =>
  queryOptions({ queryKey: ['flows', 'version', id, version], queryFn: ({ signal }) => request<FlowVersion>('GET', `${path(id)}/versions/${version}`, { signal }), staleTime: Infinity })

export const useFlowVersion = (id: number, version: number | null) => useQuery({ ...flowVersionQuery(id, version ?? 0), enabled: version !== null })

/** Every request that changes a flow, with the flow as it is after it. */
export function useFlowRequests(id: number) {
  const client = useQueryClient()
  /** What the server has now, for all who show it. */
  const refresh = async (): Promise<FlowDetails> => {
    const details = await request<FlowDetails>('GET', path(id))
    client.setQueryData(detailsKey(id), details)
    void client.invalidateQueries({ queryKey: ['flows'], exact: true })
    return details
  }
  const act = <T,>(send: (body: T) => Promise<unknown>) => ({
    mutationFn: async (body: T) => {
      await send(body)
      return refresh()
    },
  })
  return {
    refresh,
    save: useMutation(act((body: SaveDraft) => request('PUT', `${path(id)}/draft`, { body }))),
    discard: useMutation(act((_: void) => request('DELETE', `${path(id)}/draft`))),
    publish: useMutation(act((body: PublishFlow) => request('POST', `${path(id)}/publish`, { body }))),
    rollBack: useMutation(act((body: RollBackFlow) => request('POST', `${path(id)}/roll-back`, { body }))),
    importFile: useMutation(act((body: { text: string }) => request('POST', `${path(id)}/import`, { body }))),
  }
}

/** The sound of a text as it would be published; may have to be made first. */
export const useHearPrompt = () => useMutation({ mutationFn: (body: HearPrompt) => requestSound('/api/prompts/hear', body) })

/** Where a flow's file is fetched from by the browser. */
export const fileOf = (id: number, version: number | null): string => (version === null ? `${path(id)}/draft/file` : `${path(id)}/versions/${version}/file`)
