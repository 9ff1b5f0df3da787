import type { FlowDetails, FlowFigures, FlowSummary, FlowVersion, HearPrompt, PublishFlow, RollBackFlow, SaveDraft } from '@app/contracts'
import type { FlowWorld } from '@app/flow'
import { keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { request, requestSound, sendFile } from '../api/request.js'

const path = (id: number) => `/api/flows/${id}`

/** What a flow may name; without an answer nothing is refused that the server may allow. */
export const useFlowWorld = () => useQuery({ queryKey: ['flow-world'], queryFn: ({ signal }) => request<FlowWorld>('GET', '/api/flow-world', { signal }), staleTime: 60_000 })

export const useFlows = () => useQuery({ queryKey: ['flows'], queryFn: ({ signal }) => request<FlowSummary[]>('GET', '/api/flows', { signal }) })

const detailsKey = (id: number) => ['flows', 'one', id]

/** Asked again only when somebody wants it: what is on the screen is being edited. */
export const useFlow = (id: number | null) =>
  useQuery({ queryKey: detailsKey(id ?? 0), queryFn: ({ signal }) => request<FlowDetails>('GET', path(id ?? 0), { signal }), enabled: id !== null, refetchOnWindowFocus: false })

/** A version never changes. */
export const flowVersionQuery = (id: number, version: number) =>
  queryOptions({ queryKey: ['flows', 'version', id, version], queryFn: ({ signal }) => request<FlowVersion>('GET', `${path(id)}/versions/${version}`, { signal }), staleTime: Infinity })

export const useFlowVersion = (id: number, version: number | null) => useQuery({ ...flowVersionQuery(id, version ?? 0), enabled: version !== null })

/** How calls went through a version; while one looks it is kept up to date. */
export const useFlowFigures = (id: number, version: number | null, days: number) =>
  useQuery({ queryKey: ['flow-figures', id, version, days], queryFn: ({ signal }) => request<FlowFigures>('GET', `${path(id)}/versions/${version}/figures?days=${days}`, { signal }), enabled: version !== null, refetchInterval: 30_000, placeholderData: keepPreviousData })

/** Every request that changes a flow. */
export function useFlowRequests(id: number) {
  const client = useQueryClient()
  const told = (details: FlowDetails): FlowDetails => {
    client.setQueryData(detailsKey(id), details)
    void client.invalidateQueries({ queryKey: ['flows'], exact: true })
    return details
  }
  /** The flow as the server has it now. */
  const refresh = async () => told(await request<FlowDetails>('GET', path(id)))
  /** Requests that are answered with the flow as it is after them. */
  const act = <T,>(what: 'publish' | 'roll-back') => ({ mutationFn: async (body: T) => told(await request<FlowDetails>('POST', `${path(id)}/${what}`, { body })) })
  return {
    refresh,
    save: useMutation({
      mutationFn: async (body: SaveDraft) => {
        const { revision } = await request<{ revision: number }>('PUT', `${path(id)}/draft`, { body })
        // What else the server knows of it (who, when) is no reason to call the saving failed.
        await client.invalidateQueries({ queryKey: ['flows'] })
        return revision
      },
    }),
    discard: useMutation({
      mutationFn: async () => {
        await request('DELETE', `${path(id)}/draft`)
        return refresh()
      },
    }),
    publish: useMutation(act<PublishFlow>('publish')),
    rollBack: useMutation(act<RollBackFlow>('roll-back')),
    importFile: useMutation({
      mutationFn: async (file: File) =>
        told(isArchive(file) ? await sendFile<FlowDetails>(`${path(id)}/import-archive`, file, 'application/zip') : await request<FlowDetails>('POST', `${path(id)}/import`, { body: { text: await file.text() } })),
    }),
  }
}

/** The sound of a text as it would be published; may have to be made first. */
export const useHearPrompt = () => useMutation({ mutationFn: (body: HearPrompt) => requestSound('/api/prompts/hear', body) })

/** A flow with the recordings of its prompts. */
const isArchive = ({ name }: File): boolean => name.toLowerCase().endsWith('.zip')

/** Where a flow is fetched from by the browser: its file, or with the recordings of its prompts. */
export const exportOf = (id: number, version: number | null, form: 'file' | 'archive'): string => `${path(id)}/${version === null ? 'draft' : `versions/${version}`}/${form}`
