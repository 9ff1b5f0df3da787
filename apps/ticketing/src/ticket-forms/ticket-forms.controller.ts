import { Body, Controller, Get, Header, Inject, Param, Post } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { PublishTicketForm, TicketKind, type Session, type TicketForm } from '@app/contracts'
import { ZodPipe } from '@app/service'
import { May } from '../access/rights.js'
import { SETTINGS, TicketingSettings } from '../settings.js'
import { TicketForms } from './ticket-forms.service.js'

@Controller('api/ticket-forms')
export class TicketFormsController {
  constructor(
    private readonly forms: TicketForms,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
  ) {}

  /** The newest of each kind. */
  @Get()
  @May('ticket-forms.read')
  current(): Promise<TicketForm[]> {
    return this.forms.current()
  }

  @Get(':kind/versions')
  @May('ticket-forms.read')
  versions(@Param('kind', new ZodPipe(TicketKind)) kind: TicketKind): Promise<TicketForm[]> {
    return this.forms.versions(kind)
  }

  /** The JSON Schema of what `fields` (and `place`) of a new ticket must be. */
  @Get(':kind/schema')
  @Header('content-type', 'application/schema+json; charset=utf-8')
  @May('ticket-forms.read')
  async schema(@Param('kind', new ZodPipe(TicketKind)) kind: TicketKind): Promise<object> {
    const [newest] = await this.forms.versions(kind)
    return { $id: new URL(`/api/ticket-forms/${kind}/schema`, this.settings.PUBLIC_URL).href, title: `${kind} ${newest?.version}`, ...newest?.schema }
  }

  @Post(':kind')
  @May('ticket-forms.edit')
  publish(@Param('kind', new ZodPipe(TicketKind)) kind: TicketKind, @Body(new ZodPipe(PublishTicketForm)) body: PublishTicketForm, @CurrentSession() session: Session): Promise<TicketForm> {
    return this.forms.publish(kind, body, session)
  }
}
