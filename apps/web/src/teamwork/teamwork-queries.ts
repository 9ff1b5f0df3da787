import type { AnswerTemplate, AnswerTemplateFields, Assign, EditAnswerTemplate, Mentions, NewTicketNote, PresentPerson, Teamwork, Ticket, TicketDraft } from '@app/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { invalidateFor } from '../api/queries.js'
import { request } from '../api/request.js'

/** Two that do not come, and whoever sent them is gone. */
const HEART_BEAT_MS = 10_000

export const useTeamwork = (code: string) => useQuery({ queryKey: ['tickets', 'teamwork', code], queryFn: ({ signal }) => request<Teamwork>('GET', `/api/tickets/${code}/teamwork`, { signal }) })

/** Says that this person has the ticket open, and tells who else has. */
export function usePresence(code: string, doing: 'reading' | 'writing') {
  const beat = useQuery({
    queryKey: ['presence', code, doing],
    queryFn: () => request<PresentPerson[]>('POST', `/api/tickets/${code}/presence`, { body: { doing } }),
    refetchInterval: HEART_BEAT_MS,
    staleTime: 0,
    gcTime: 0,
    placeholderData: (before) => before,
  })
  useEffect(
    () => () => {
      // Who is not told so is told by the heart-beat that does not come.
      void request('POST', `/api/tickets/${code}/presence`, { body: { doing: 'gone' } }).catch((error: unknown) => console.warn('leaving a ticket was not told', error))
    },
    [code],
  )
  return beat
}

export function useAssign(code: string) {
  const client = useQueryClient()
  return useMutation({ mutationFn: (assign: Assign) => request<Ticket>('POST', `/api/tickets/${code}/assignee`, { body: assign }), onSettled: () => invalidateFor(client, 'ticket') })
}

export function useWriteNote(code: string) {
  const client = useQueryClient()
  return useMutation({ mutationFn: (note: NewTicketNote) => request('POST', `/api/tickets/${code}/notes`, { body: note }), onSuccess: () => client.invalidateQueries({ queryKey: ['tickets', 'teamwork', code] }) })
}

export const keepDraft = (code: string, draft: TicketDraft) => request<{ savedAt: string }>('PUT', `/api/tickets/${code}/draft`, { body: draft })
export const dropDraft = (code: string) => request('DELETE', `/api/tickets/${code}/draft`)

export const useMentions = () => useQuery({ queryKey: ['mentions'], queryFn: ({ signal }) => request<Mentions>('GET', '/api/mentions', { signal }), refetchInterval: 60_000 })

/** Whoever has a ticket open has read what names them there. */
export function useReadMentions(code: string): void {
  const client = useQueryClient()
  const { data } = useMentions()
  const unread = data?.items.some((mention) => mention.code === code && mention.readAt === null) ?? false
  useEffect(() => {
    if (!unread) return
    void request('POST', `/api/tickets/${code}/mentions/read`)
      .then(() => client.invalidateQueries({ queryKey: ['mentions'] }))
      .catch((error: unknown) => console.warn('mentions stay unread', error))
  }, [unread, code, client])
}

export const useAnswerTemplates = () => useQuery({ queryKey: ['answer-templates'], queryFn: ({ signal }) => request<AnswerTemplate[]>('GET', '/api/answer-templates', { signal }) })

export type TemplateChange = { make: AnswerTemplateFields } | { id: number; change: EditAnswerTemplate } | { drop: number }

export function useChangeTemplates() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: TemplateChange) =>
      'make' in change
        ? request('POST', '/api/answer-templates', { body: change.make })
        : 'drop' in change
          ? request('DELETE', `/api/answer-templates/${change.drop}`)
          : request('PUT', `/api/answer-templates/${change.id}`, { body: change.change }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['answer-templates'] }),
  })
}
