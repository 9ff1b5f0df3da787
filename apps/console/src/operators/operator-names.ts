import { Injectable, Logger } from '@nestjs/common'
import { z } from 'zod'
import { Connections } from '../asterisk/connections.js'

const FAMILY = 'hotline-operator'
const Person = z.object({ displayName: z.string(), queues: z.array(z.string()) })

export interface OperatorPerson {
  userId: number
  displayName: string
  queues: string[]
}

/** Who the operators are. Kept in Asterisk's own database beside their memberships, so that a console that was restarted still knows them. */
@Injectable()
export class OperatorNames {
  private readonly log = new Logger(OperatorNames.name)
  private readonly known = new Map<number, OperatorPerson>()

  constructor(private readonly connections: Connections) {}

  get(userId: number): OperatorPerson {
    return this.known.get(userId) ?? { userId, displayName: `op-${userId}`, queues: [] }
  }

  async remember(person: OperatorPerson): Promise<void> {
    this.known.set(person.userId, person)
    const val = Buffer.from(JSON.stringify({ displayName: person.displayName, queues: person.queues })).toString('base64')
    await this.connections.ami.action({ action: 'DBPut', family: FAMILY, key: String(person.userId), val })
  }

  /** Learns from Asterisk who these are, where it is not known yet. */
  async learn(userIds: readonly number[]): Promise<void> {
    for (const userId of userIds.filter((id) => !this.known.has(id))) {
      try {
        const [row] = await this.connections.ami.list({ action: 'DBGet', family: FAMILY, key: String(userId) }, 'DBGetComplete')
        const person = Person.safeParse(JSON.parse(Buffer.from(row?.['val'] ?? '', 'base64').toString('utf8') || 'null'))
        if (person.success) this.known.set(userId, { userId, ...person.data })
      } catch (error) {
        this.log.warn(`op-${userId} has no name in Asterisk: ${String(error)}`)
      }
    }
  }
}
