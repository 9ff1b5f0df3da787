import type { TicketSummary } from '@app/contracts'

/** Chosen tickets by code, as they were last seen. */
export type Selection = ReadonlyMap<string, TicketSummary>

export function toggled(selection: Selection, ticket: TicketSummary): Selection {
  const next = new Map(selection)
  if (!next.delete(ticket.code)) next.set(ticket.code, ticket)
  return next
}

/** What the list shows of the chosen ones now is what the person sees of them. */
export function seenAgain(selection: Selection, items: readonly TicketSummary[]): Selection {
  const fresh = items.filter(({ code, revision }) => selection.has(code) && selection.get(code)?.revision !== revision)
  if (fresh.length === 0) return selection
  return new Map([...selection, ...fresh.map((ticket) => [ticket.code, ticket] as const)])
}

/** The ticket `by` places on from one in the list; the first when that one is not there. */
export function stepFrom(items: readonly TicketSummary[], code: string | null, by: 1 | -1): string | null {
  const at = items.findIndex((ticket) => ticket.code === code)
  if (at < 0) return items[0]?.code ?? null
  return items[Math.min(items.length - 1, Math.max(0, at + by))]?.code ?? null
}
