import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Post } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { ListNumber, NewNotice, type ListedNumber, type Notice, type Role, type Session } from '@app/contracts'
import { maskNumber } from '@app/persons-data'
import { ZodPipe } from '@app/service'
import { May, RIGHTS } from '../access/rights.js'
import { AnnouncementsService } from './announcements.service.js'

@Controller('api')
export class AnnouncementsController {
  constructor(private readonly announcements: AnnouncementsService) {}

  @Get('notices')
  @May('announcements.read')
  notices(): Promise<Notice[]> {
    return this.announcements.notices()
  }

  @Post('notices')
  @May('notices.put')
  addNotice(@Body(new ZodPipe(NewNotice)) body: NewNotice, @CurrentSession() session: Session): Promise<Notice> {
    return this.announcements.addNotice(body, session)
  }

  @Post('notices/:id/end')
  @HttpCode(204)
  @May('notices.put')
  endNotice(@Param('id', ParseIntPipe) id: number, @CurrentSession() session: Session): Promise<void> {
    return this.announcements.endNotice(id, session)
  }

  @Get('listed-numbers')
  @May('announcements.read')
  async listed(@CurrentSession() { role }: Session): Promise<ListedNumber[]> {
    const numbers = await this.announcements.listed()
    // Whoever may not change the list needs no number of it.
    if ((RIGHTS['numbers.list'] as readonly Role[]).includes(role)) return numbers
    return numbers.map((listed, index) => ({ ...listed, key: String(index + 1), number: maskNumber(listed.number) }))
  }

  @Post('listed-numbers')
  @HttpCode(200)
  @May('numbers.list')
  list(@Body(new ZodPipe(ListNumber)) body: ListNumber, @CurrentSession() session: Session): Promise<ListedNumber> {
    return this.announcements.list(body, session)
  }

  @Delete('listed-numbers/:key')
  @HttpCode(204)
  @May('numbers.list')
  unlist(@Param('key') key: string, @CurrentSession() session: Session): Promise<void> {
    return this.announcements.unlist(key, session)
  }
}
