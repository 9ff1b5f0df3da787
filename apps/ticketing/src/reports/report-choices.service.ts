import { Inject, Injectable } from '@nestjs/common'
import type { ReportChoices, ReportChoicesQuery } from '@app/contracts'
import { Database } from '../database/database.js'
import { SETTINGS, TicketingSettings } from '../settings.js'

/** What reports can be asked for. */
@Injectable()
export class ReportChoicesService {
  constructor(
    private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
  ) {}

  async of({ from, to }: ReportChoicesQuery): Promise<ReportChoices> {
    const rows = await this.database.manager.query<{ id: number; displayName: string; former: number }[]>(
      `SELECT u.id, u.display_name AS displayName, u.disabled_at IS NOT NULL OR u.queues = '[]' AS former FROM users u
       WHERE (u.disabled_at IS NULL AND u.queues <> '[]')
       OR u.id IN (SELECT operator_id FROM talk_roll_ups WHERE day BETWEEN ? AND ? UNION SELECT user_id FROM state_roll_ups WHERE day BETWEEN ? AND ?)
       ORDER BY former, u.display_name, u.id`,
      [from, to, from, to],
    )
    return { within: this.settings.SERVICE_LEVEL_SECONDS, operators: rows.map(({ id, displayName, former }) => ({ id, displayName, former: Number(former) === 1 })) }
  }
}
