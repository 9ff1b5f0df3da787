import { Body, Controller, Delete, Get, Param, Post, Put, Query, Req, Res } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { ChangeAttachment, NewAttachment, type Session, type TicketAttachments } from '@app/contracts'
import { refusal, ZodPipe } from '@app/service'
import type { Request, Response } from 'express'
import { z } from 'zod'
import { May } from '../access/rights.js'
import { AttachmentStore } from './attachment-store.js'
import { AttachmentsService } from './attachments.service.js'
import { sendAttachment, type AskedForm } from './send-attachment.js'

const Id = z.coerce.number().int().positive()

@Controller('api/tickets/:code/attachments')
export class AttachmentsController {
  constructor(
    private readonly attachments: AttachmentsService,
    private readonly store: AttachmentStore,
  ) {}

  @Get()
  @May('tickets.read')
  list(@Param('code') code: string, @CurrentSession() session: Session): Promise<TicketAttachments> {
    return this.attachments.of(code, session)
  }

  /** The body is the file's bytes, `application/octet-stream`; they are written as they come. */
  @Post()
  @May('attachments.add')
  add(@Param('code') code: string, @Query(new ZodPipe(NewAttachment)) query: NewAttachment, @Req() request: Request, @CurrentSession() session: Session): Promise<TicketAttachments> {
    return this.attachments.add(code, query, request, session)
  }

  @Put(':id')
  @May('attachments.add')
  change(@Param('code') code: string, @Param('id') id: string, @Body(new ZodPipe(ChangeAttachment)) { isPublic }: ChangeAttachment, @CurrentSession() session: Session): Promise<TicketAttachments> {
    return this.attachments.change(code, idOf(id), isPublic, session)
  }

  @Delete(':id')
  @May('attachments.add')
  remove(@Param('code') code: string, @Param('id') id: string, @CurrentSession() session: Session): Promise<TicketAttachments> {
    return this.attachments.remove(code, idOf(id), session)
  }

  /** What is shown: of a photo its clean copy. */
  @Get(':id/file')
  @May('tickets.read')
  shown(@Param('code') code: string, @Param('id') id: string, @CurrentSession() session: Session, @Res() response: Response): Promise<void> {
    return this.send('shown', code, id, session, response)
  }

  @Get(':id/thumb')
  @May('tickets.read')
  thumb(@Param('code') code: string, @Param('id') id: string, @CurrentSession() session: Session, @Res() response: Response): Promise<void> {
    return this.send('thumb', code, id, session, response)
  }

  /** As it was sent, with all that the camera wrote into it: evidence, for saving. */
  @Get(':id/original')
  @May('tickets.read')
  original(@Param('code') code: string, @Param('id') id: string, @CurrentSession() session: Session, @Res() response: Response): Promise<void> {
    return this.send('original', code, id, session, response)
  }

  private async send(form: AskedForm, code: string, id: string, session: Session, response: Response): Promise<void> {
    await sendAttachment(response, this.store, await this.attachments.one(code, idOf(id), session), form)
  }
}

function idOf(text: string): number {
  const id = Id.safeParse(text)
  if (!id.success) throw refusal.notFound({ vi: 'tệp này', en: 'file' })
  return id.data
}
