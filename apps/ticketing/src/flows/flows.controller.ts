import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Post, Put, Query, Req, Res } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { FlowFiguresQuery, HearPrompt, NameFlow, NewFlow, PublishFlow, RollBackFlow, SaveDraft, TryFlow, type FlowDetails, type FlowFigures, type PromptRecording, type FlowSummary, type FlowVersion, type Session } from '@app/contracts'
import { FlowFile, PromptText, spokenParts, type FlowWorld } from '@app/flow'
import { refusal, ZodPipe } from '@app/service'
import type { Request, Response } from 'express'
import { z } from 'zod'
import { May } from '../access/rights.js'
import type { FlowDefinition } from '../database/flow.entities.js'
import { LARGEST_ARCHIVE, LARGEST_FLOW_FILE } from './flow-archive.js'
import { FlowArchives, flowText } from './flow-archives.service.js'
import { FlowFiguresService } from './flow-figures.service.js'
import { FlowPublisher } from './flow-publisher.js'
import { PromptRecordings } from './prompt-recordings.js'
import { FlowsService } from './flows.service.js'
import { readBody } from './read-body.js'

const ImportFlow = z.object({ text: z.string().max(LARGEST_FLOW_FILE) })
const SCHEMA = z.toJSONSchema(FlowFile, { io: 'input' })

@Controller('api')
export class FlowsController {
  constructor(
    private readonly flows: FlowsService,
    private readonly publisher: FlowPublisher,
    private readonly figures: FlowFiguresService,
    private readonly recordings: PromptRecordings,
    private readonly archives: FlowArchives,
  ) {}

  @Get('flows')
  @May('flows.read')
  list(): Promise<FlowSummary[]> {
    return this.flows.list()
  }

  @Post('flows')
  @May('flows.edit')
  make(@Body(new ZodPipe(NewFlow)) body: NewFlow, @CurrentSession() session: Session): Promise<FlowDetails> {
    return this.flows.make(body, session)
  }

  @Put('flows/:id')
  @May('flows.edit')
  name(@Param('id', ParseIntPipe) id: number, @Body(new ZodPipe(NameFlow)) body: NameFlow): Promise<FlowDetails> {
    return this.flows.name(id, body)
  }

  @Get('flows/:id')
  @May('flows.read')
  details(@Param('id', ParseIntPipe) id: number): Promise<FlowDetails> {
    return this.flows.details(id)
  }

  @Get('flows/:id/versions/:version')
  @May('flows.read')
  version(@Param('id', ParseIntPipe) id: number, @Param('version', ParseIntPipe) version: number): Promise<FlowVersion> {
    return this.flows.version(id, version)
  }

  /** How calls went through a version, over the last days. */
  @Get('flows/:id/versions/:version/figures')
  @May('flows.read')
  flowFigures(@Param('id', ParseIntPipe) id: number, @Param('version', ParseIntPipe) version: number, @Query(new ZodPipe(FlowFiguresQuery)) { days }: FlowFiguresQuery): Promise<FlowFigures> {
    return this.figures.of(id, version, days)
  }

  @Get('flows/:id/versions/:version/file')
  @May('flows.read')
  async versionFile(@Param('id', ParseIntPipe) id: number, @Param('version', ParseIntPipe) version: number, @Res() response: Response): Promise<void> {
    sendFile(response, `flow-${id}-v${version}.yaml`, (await this.flows.version(id, version)).definition)
  }

  @Get('flows/:id/draft/file')
  @May('flows.edit')
  async draftFile(@Param('id', ParseIntPipe) id: number, @Res() response: Response): Promise<void> {
    sendFile(response, `flow-${id}-draft.yaml`, (await this.flows.draft(id)).definition)
  }

  /** The file, and the recordings of its prompts. */
  @Get('flows/:id/versions/:version/archive')
  @May('flows.read')
  async versionArchive(@Param('id', ParseIntPipe) id: number, @Param('version', ParseIntPipe) version: number, @Res() response: Response): Promise<void> {
    sendArchive(response, `flow-${id}-v${version}.zip`, await this.archives.pack((await this.flows.version(id, version)).definition))
  }

  @Get('flows/:id/draft/archive')
  @May('flows.edit')
  async draftArchive(@Param('id', ParseIntPipe) id: number, @Res() response: Response): Promise<void> {
    sendArchive(response, `flow-${id}-draft.zip`, await this.archives.pack((await this.flows.draft(id)).definition))
  }

  @Put('flows/:id/draft')
  @May('flows.edit')
  saveDraft(@Param('id', ParseIntPipe) id: number, @Body(new ZodPipe(SaveDraft)) body: SaveDraft, @CurrentSession() session: Session): Promise<{ revision: number }> {
    return this.flows.saveDraft(id, body, session)
  }

  @Delete('flows/:id/draft')
  @HttpCode(204)
  @May('flows.edit')
  dropDraft(@Param('id', ParseIntPipe) id: number): Promise<void> {
    return this.flows.dropDraft(id)
  }

  @Post('flows/:id/import')
  @HttpCode(200)
  @May('flows.edit')
  import(@Param('id', ParseIntPipe) id: number, @Body(new ZodPipe(ImportFlow)) { text }: z.infer<typeof ImportFlow>, @CurrentSession() session: Session): Promise<FlowDetails> {
    return this.flows.import(id, text, session)
  }

  /** A flow with its recordings, as `application/zip`. */
  @Post('flows/:id/import-archive')
  @HttpCode(200)
  @May('flows.edit')
  async importArchive(@Param('id', ParseIntPipe) id: number, @Req() request: Request, @CurrentSession() session: Session): Promise<FlowDetails> {
    return this.archives.import(id, await readBody(request, LARGEST_ARCHIVE), session)
  }

  @Post('flows/:id/publish')
  @HttpCode(200)
  @May('flows.edit')
  publish(@Param('id', ParseIntPipe) id: number, @Body(new ZodPipe(PublishFlow)) body: PublishFlow, @CurrentSession() session: Session): Promise<FlowDetails> {
    return this.flows.publish(id, body, session)
  }

  /** Makes what the editor has ready to be called on a trial line. Nothing is stored, and no citizen reaches it. */
  @Post('flows/:id/trial')
  @HttpCode(200)
  @May('flows.edit')
  trial(@Param('id', ParseIntPipe) id: number, @Body(new ZodPipe(TryFlow)) body: TryFlow): Promise<{ version: string }> {
    return this.flows.trial(id, body)
  }

  @Post('flows/:id/roll-back')
  @HttpCode(200)
  @May('flows.edit')
  rollBack(@Param('id', ParseIntPipe) id: number, @Body(new ZodPipe(RollBackFlow)) body: RollBackFlow, @CurrentSession() session: Session): Promise<FlowDetails> {
    return this.flows.rollBack(id, body, session)
  }

  /** What a flow may name: queues, articles, hosts. */
  @Get('flow-world')
  @May('flows.read')
  world(): Promise<FlowWorld> {
    return this.flows.world()
  }

  @Get('flow-schema')
  @May('flows.read')
  schema(): object {
    return SCHEMA
  }

  /** A person's recording of a prompt: the bytes of a WAV, MP3 or Ogg, as `audio/…`. */
  @Post('prompts/recordings')
  @May('flows.edit')
  async record(@Body() body: unknown, @CurrentSession() session: Session): Promise<PromptRecording> {
    if (!Buffer.isBuffer(body)) throw refusal.badInput(new z.ZodError([{ code: 'custom', path: ['body'], message: 'must be a sound, sent as audio/…', input: null }]))
    return this.recordings.keep(body, session)
  }

  @Get('prompts/recordings/:key')
  @May('flows.read')
  async recording(@Param('key') key: string, @Res() response: Response): Promise<void> {
    const sound = await this.recordings.soundOf(key)
    response.set({ 'Content-Type': 'audio/wav', 'Cache-Control': 'private, max-age=86400' }).send(sound)
  }

  @Post('prompts/hear')
  @HttpCode(200)
  @May('flows.edit')
  async hear(@Body(new ZodPipe(HearPrompt)) { language, text }: HearPrompt, @Res() response: Response): Promise<void> {
    const prompt = PromptText.safeParse(text)
    if (!prompt.success) throw refusal.badInput(prompt.error)
    if (spokenParts(prompt.data, language).length === 0) throw refusal.badInput(new z.ZodError([{ code: 'custom', path: ['text'], message: 'nothing to speak', input: text }]))
    const sound = await this.publisher.hear(prompt.data, language)
    // Not before: a refusal is JSON.
    response.set({ 'Content-Type': 'audio/wav', 'Cache-Control': 'private, no-store' }).send(sound)
  }
}

function sendFile(response: Response, name: string, definition: FlowDefinition): void {
  response.set({ 'Content-Type': 'application/yaml; charset=utf-8', 'Content-Disposition': `attachment; filename="${name}"` }).send(flowText(definition))
}

function sendArchive(response: Response, name: string, archive: Buffer): void {
  response.set({ 'Content-Type': 'application/zip', 'Content-Disposition': `attachment; filename="${name}"` }).send(archive)
}
