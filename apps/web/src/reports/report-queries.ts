import type { CallSummary, MetricDefinition, Page, Report, ReportChoices, ReportName, TicketSummary } from '@app/contracts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { request, withQuery } from '../api/request.js'
import { dayOf } from '../format/moments.js'
import type { Period } from './periods.js'

/** While the period goes on. */
const AGAIN_MS = 15_000

export const exportPath = (name: ReportName, format: 'xlsx' | 'csv', asked: Record<string, string>) => withQuery(`/api/reports/${name}/export`, { format, ...asked })

/** What was shown stays until the next answer, as long as it is of the same report. */
export const useReport = (name: ReportName, asked: Record<string, string>, again: number | false = AGAIN_MS) =>
  useQuery({
    queryKey: ['reports', name, asked],
    queryFn: ({ signal }) => request<Report>('GET', withQuery(`/api/reports/${name}`, asked), { signal }),
    placeholderData: (before, query) => (query?.queryKey[1] === name ? before : undefined),
    refetchInterval: () => (asked['to'] !== undefined && asked['to'] >= dayOf(Date.now()) ? again : false),
  })

/** What the reports of these days can be asked for. */
export const useReportChoices = ({ from, to }: Period) =>
  useQuery({ queryKey: ['report-choices', from, to], queryFn: ({ signal }) => request<ReportChoices>('GET', withQuery('/api/report-choices', { from, to }), { signal }), placeholderData: keepPreviousData, staleTime: 60_000 })

export const useDefinitions = () =>
  useQuery({ queryKey: ['report-definitions'], queryFn: ({ signal }) => request<MetricDefinition[]>('GET', '/api/report-definitions', { signal }), staleTime: 3_600_000 })

function useBehind<T>(kind: 'calls' | 'tickets', query: Record<string, string>) {
  return useQuery({
    queryKey: ['reports', `behind-${kind}`, query],
    queryFn: ({ signal }) => request<Page<T>>('GET', withQuery(`/api/report-${kind}`, query), { signal }),
    placeholderData: keepPreviousData,
  })
}

export const useCallsBehind = (query: Record<string, string>) => useBehind<CallSummary>('calls', query)
export const useTicketsBehind = (query: Record<string, string>) => useBehind<TicketSummary>('tickets', query)
