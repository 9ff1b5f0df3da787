import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { CallForHelp, ChatWith, ReadChat, SendChat, type ChatMessage, type ChatOverview, type Session } from '@app/contracts'
import { ZodPipe } from '@app/service'
import { z } from 'zod'
import { May } from '../access/rights.js'
import { HallChat } from './hall-chat.service.js'

const MessagesQuery = z.object({ with: ChatWith, before: z.coerce.number().int().positive().nullable().default(null) })
type MessagesQuery = z.infer<typeof MessagesQuery>

@Controller('api/chat')
export class HallChatController {
  constructor(private readonly chat: HallChat) {}

  @Get()
  @May('chat.use')
  overview(@CurrentSession() session: Session): Promise<ChatOverview> {
    return this.chat.overview(session)
  }

  @Get('messages')
  @May('chat.use')
  messages(@Query(new ZodPipe(MessagesQuery)) { with: chatWith, before }: MessagesQuery, @CurrentSession() session: Session): Promise<ChatMessage[]> {
    return this.chat.messages(session, chatWith, before)
  }

  @Post('messages')
  @HttpCode(200)
  @May('chat.use')
  send(@Body(new ZodPipe(SendChat)) body: SendChat, @CurrentSession() session: Session): Promise<ChatMessage> {
    return this.chat.send(session, body)
  }

  @Post('read')
  @HttpCode(204)
  @May('chat.use')
  async read(@Body(new ZodPipe(ReadChat)) body: ReadChat, @CurrentSession() session: Session): Promise<void> {
    await this.chat.read(session, body.with, body.upTo)
  }

  @Post('help')
  @HttpCode(204)
  @May('help.call')
  async help(@Body(new ZodPipe(CallForHelp)) body: CallForHelp, @CurrentSession() session: Session): Promise<void> {
    await this.chat.callForHelp(session, body)
  }

  @Delete('help')
  @HttpCode(204)
  @May('help.call')
  async withdraw(@CurrentSession() session: Session): Promise<void> {
    await this.chat.withdrawHelp(session)
  }

  @Post('help/:id/taken')
  @HttpCode(204)
  @May('help.take')
  async take(@Param('id', ParseIntPipe) id: number, @CurrentSession() session: Session): Promise<void> {
    await this.chat.takeHelp(session, id)
  }
}
