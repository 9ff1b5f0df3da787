import { Injectable } from '@nestjs/common'
import type { TellBy } from '@app/contracts'
import { numberKey } from '@app/phone-number'
import type { EntityManager } from 'typeorm'
import { ContactOptOutEntity } from '../database/message.entities.js'

/** Who does not want to be told by which channel: of the address, so that it holds for every ticket of that person. */
@Injectable()
export class ContactOptOuts {
  /** Since when; null: they may be told. */
  async since(tx: EntityManager, channel: TellBy, address: string): Promise<Date | null> {
    return (await tx.findOneBy(ContactOptOutEntity, { channel, addressKey: addressKey(channel, address) }))?.optedOutAt ?? null
  }

  /** @param wanted true: they do not want it; false: they do again. The same twice is one. */
  async set(tx: EntityManager, channel: TellBy, address: string, wanted: boolean, { how, ticketId }: Pick<ContactOptOutEntity, 'how' | 'ticketId'>): Promise<void> {
    const key = { channel, addressKey: addressKey(channel, address) }
    if (!wanted) await tx.delete(ContactOptOutEntity, key)
    else if (!(await tx.existsBy(ContactOptOutEntity, key))) await tx.insert(ContactOptOutEntity, { ...key, how, ticketId, optedOutAt: new Date() })
  }
}

/** One key for one person's address, however it is written. */
const addressKey = (channel: TellBy, address: string) => (channel === 'email' ? address.trim().toLowerCase() : (numberKey(address) ?? address))
