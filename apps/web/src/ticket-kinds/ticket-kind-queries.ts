import type { ComplaintViewers, DeadlineRule, DeadlineScope, DeadlineTrial, DeadlineTrialQuery, FormSchemaShape, PublishTicketForm, SaveComplaintViewers, SaveDeadlineRule, TicketFigures, TicketForm, TicketKind } from '@app/contracts'
import { emptyForm, parseForm, type FormSchema } from '@app/ticket-form'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { request, withQuery } from '../api/request.js'

const FORMS = ['ticket-forms']
const RULES = ['deadline-rules']
const VIEWERS = ['complaint-viewers']

/** The newest form of each kind. */
export const useTicketForms = () => useQuery({ queryKey: FORMS, queryFn: ({ signal }) => request<TicketForm[]>('GET', '/api/ticket-forms', { signal }), staleTime: 60_000 })

export const useFormVersions = (kind: TicketKind) =>
  useQuery({ queryKey: [...FORMS, kind], queryFn: ({ signal }) => request<TicketForm[]>('GET', `/api/ticket-forms/${kind}/versions`, { signal }) })

export function usePublishForm(kind: TicketKind) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: PublishTicketForm) => request<TicketForm>('POST', `/api/ticket-forms/${kind}`, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: FORMS }),
  })
}

/** A form as it came; one that this page is too old to understand asks for nothing, and the server refuses what is missing. */
export function readForm(schema: FormSchemaShape | undefined): FormSchema {
  const parsed = parseForm(schema ?? emptyForm())
  return 'form' in parsed ? parsed.form : emptyForm()
}

export const useDeadlineRules = () => useQuery({ queryKey: RULES, queryFn: ({ signal }) => request<DeadlineRule[]>('GET', '/api/deadline-rules', { signal }) })

export const useDeadlineTrial = (query: DeadlineTrialQuery | null) =>
  useQuery({
    queryKey: [...RULES, 'trial', query],
    queryFn: ({ signal }) => request<DeadlineTrial>('GET', withQuery('/api/deadline-rules/trial', query!), { signal }),
    enabled: query !== null,
    placeholderData: keepPreviousData,
  })

/** `rule` without times: it is taken away. */
export function useChangeDeadlineRule() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (rule: SaveDeadlineRule | DeadlineScope) => ('answer' in rule ? request<DeadlineRule[]>('PUT', '/api/deadline-rules', { body: rule }) : request<DeadlineRule[]>('POST', '/api/deadline-rules/remove', { body: rule })),
    onSettled: () => client.invalidateQueries({ queryKey: RULES }),
  })
}

export const useTicketFigures = (from: string, to: string) => useQuery({ queryKey: ['tickets', 'figures', from, to], queryFn: ({ signal }) => request<TicketFigures>('GET', withQuery('/api/ticket-figures', { from, to }), { signal }) })

export const useComplaintViewers = () => useQuery({ queryKey: VIEWERS, queryFn: ({ signal }) => request<ComplaintViewers>('GET', '/api/complaint-viewers', { signal }) })

export function useSaveComplaintViewers() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: SaveComplaintViewers) => request<ComplaintViewers>('PUT', '/api/complaint-viewers', { body }),
    onSettled: () => client.invalidateQueries({ queryKey: VIEWERS }),
  })
}
