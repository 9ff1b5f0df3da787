import { Body, Controller, Get, Put } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { DeskSettings, type Session } from '@app/contracts'
import { ZodPipe } from '@app/service'
import { May } from '../access/rights.js'
import { Database } from '../database/database.js'
import { DeskSettingsEntity } from '../database/desk-settings.entity.js'

/** Everybody's own. */
@Controller('api/desk-settings')
export class DeskSettingsController {
  constructor(private readonly database: Database) {}

  @Get()
  @May('desk-settings.own')
  async read(@CurrentSession() { userId }: Session): Promise<DeskSettings> {
    const row = await this.database.manager.findOneBy(DeskSettingsEntity, { userId })
    return { autoAnswer: row?.autoAnswer ?? false }
  }

  @Put()
  @May('desk-settings.own')
  async change(@Body(new ZodPipe(DeskSettings)) settings: DeskSettings, @CurrentSession() { userId }: Session): Promise<DeskSettings> {
    await this.database.manager.upsert(DeskSettingsEntity, { userId, ...settings }, ['userId'])
    return settings
  }
}
