import { Injectable } from '@nestjs/common'
import { PROVED_DEEDS, type ProvedDeed, type TicketDeed } from '@app/contracts'
import { In, MoreThanOrEqual, type EntityManager } from 'typeorm'
import { AttachmentEntity } from '../database/attachment.entity.js'
import { CategoryEntity } from '../database/directory.entities.js'
import { TicketHistoryEntity } from '../database/ticket-history.entities.js'
import type { TicketEntity } from '../database/ticket.entities.js'
import { fileRefusal } from './attachment-refusals.js'
import { proofMissing, type ProofQuestion } from './attachment-rules.js'

/** No "done" and no progress report without something to see, where it is asked for. */
@Injectable()
export class TicketProof {
  /** Before a deed is done. @throws RefusedError 400 while its proof is missing */
  async demand(tx: EntityManager, ticket: TicketEntity, deed: TicketDeed): Promise<void> {
    const proved = PROVED_DEEDS.find((one) => one === deed)
    if (proved && (await this.missingFor(tx, ticket, [proved])).length > 0) throw fileRefusal.proofMissing()
  }

  /** Those of the deeds that would be refused now. */
  async missingFor(tx: EntityManager, ticket: TicketEntity, deeds: readonly ProvedDeed[] = PROVED_DEEDS): Promise<ProvedDeed[]> {
    const question = await this.questionOf(tx, ticket)
    const files = await tx.findBy(AttachmentEntity, { ticketId: ticket.id, at: MoreThanOrEqual(question.openedAt) })
    return deeds.filter((deed) => proofMissing(deed, question, files))
  }

  private async questionOf(tx: EntityManager, ticket: TicketEntity): Promise<ProofQuestion> {
    const { needsProof } = await tx.findOneByOrFail(CategoryEntity, { id: ticket.categoryId })
    const links = await tx.find(TicketHistoryEntity, { where: { ticketId: ticket.id, deed: In(['reopened', 'extended']) }, order: { seq: 'DESC' } })
    const last = (deed: TicketDeed) => links.find((link) => link.deed === deed)?.at ?? null
    return { needsProof, place: ticket.place, openedAt: last('reopened') ?? ticket.createdAt, reportedAt: last('extended') }
  }
}
