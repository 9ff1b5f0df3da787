import { Injectable } from '@nestjs/common'
import type { Session, TicketPage, TicketQuery } from '@app/contracts'
import { In } from 'typeorm'
import { Database } from '../database/database.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { PAGE_SIZE } from '../page.js'
import { TicketViews } from '../tickets/ticket-views.js'
import { foundIn } from './found-in.js'
import { TicketVisibility } from '../visibility/ticket-visibility.js'
import { TicketList, type ListedIds } from './ticket-list.js'
import { TicketSearch, type SearchedIds } from './ticket-search.js'

/** Lists and searches as the API shows them. */
@Injectable()
export class FoundTickets {
  constructor(
    private readonly database: Database,
    private readonly listed: TicketList,
    private readonly searched: TicketSearch,
    private readonly views: TicketViews,
    private readonly visibility: TicketVisibility,
  ) {}

  async page(query: TicketQuery, session: Session): Promise<TicketPage> {
    const { search, list } = await this.find(query, session)
    const { ids, total, totalIsLeast, next } = list
    const rows = new Map((ids.length === 0 ? [] : await this.database.manager.findBy(TicketEntity, { id: In(ids) })).map((row) => [row.id, row]))
    const ordered = ids.flatMap((id) => rows.get(id) ?? [])
    const summaries = await this.views.summaries(ordered, session)
    // By what is shown: a name that is hidden from this person has no mark.
    const items = summaries.map((summary, i) => ({ ...summary, found: search && foundIn(summary, search, search.withSlip.has(ordered[i]?.id ?? 0)) }))
    return { items, page: query.page, pageSize: PAGE_SIZE, total, totalIsLeast, next }
  }

  /** How many there are, as far as they are counted. */
  async total(query: TicketQuery, session: Session): Promise<number> {
    return (await this.find(query, session)).list.total
  }

  private async find(query: TicketQuery, session: Session): Promise<{ search: SearchedIds | null; list: ListedIds }> {
    const asker = await this.visibility.askerOf(session)
    const search = query.search?.trim() ? await this.searched.search(query.search, query, asker) : null
    return { search, list: search ?? (await this.listed.list(query, asker)) }
  }
}
