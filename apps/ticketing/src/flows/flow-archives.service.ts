import { Injectable } from '@nestjs/common'
import type { FlowDetails, Session } from '@app/contracts'
import { FLOW_LANGUAGES, FlowFile } from '@app/flow'
import { stringify } from 'yaml'
import { Database } from '../database/database.js'
import type { FlowDefinition } from '../database/flow.entities.js'
import { PromptRecordingEntity } from '../database/prompt-recording.entity.js'
import { BadFlowArchive, LARGEST_ARCHIVE, packFlow, recordingEntry, unpackFlow, type ArchivedRecording } from './flow-archive.js'
import { badFlowArchive, recordingRefused } from './flow-refusals.js'
import { FlowsService } from './flows.service.js'
import { PromptRecordings } from './prompt-recordings.js'

/** As a person reads and edits it. */
export const flowText = (definition: FlowDefinition): string => stringify(definition, { lineWidth: 140 })

/** Flows with the recordings of their prompts, out of here and in again. */
@Injectable()
export class FlowArchives {
  constructor(
    private readonly database: Database,
    private readonly flows: FlowsService,
    private readonly recordings: PromptRecordings,
  ) {}

  /** Recordings that are not here cannot travel. @throws RefusedError 400 when it is too large to come back */
  async pack(definition: FlowDefinition): Promise<Buffer> {
    const recordings: ArchivedRecording[] = []
    for (const { prompt, language, key } of recordingsNamedIn(definition)) {
      const row = await this.database.manager.findOneBy(PromptRecordingEntity, { key })
      if (row) recordings.push({ prompt, language, sound: row.sound })
    }
    const archive = packFlow({ flow: flowText(definition), recordings })
    if (archive.length > LARGEST_ARCHIVE) throw badFlowArchive(new BadFlowArchive('too-large'))
    return archive
  }

  /** An archive as the next draft. Nothing of it is kept unless every recording can be a prompt. @throws RefusedError 400 with which part and why */
  async import(id: number, bytes: Uint8Array | null, session: Session): Promise<FlowDetails> {
    const { flow, recordings } = unpacked(bytes)
    const definition = await this.flows.readable(flow)
    const taken = await this.taken(definition, recordings)
    for (const { recording } of taken) if (recording) await this.recordings.store(recording, session)
    for (const { prompt, language, key } of taken) {
      const spoken = definition.prompts[prompt]
      if (spoken) spoken.recordings = { ...spoken.recordings, [language]: key }
    }
    return this.flows.replaceDraft(id, definition, session)
  }

  /** What each becomes; what is here already, under the key that the flow names, needs no work. */
  private async taken(definition: FlowFile, recordings: readonly ArchivedRecording[]) {
    const taken = []
    for (const { prompt, language, sound } of recordings) {
      const entry = recordingEntry(language, prompt)
      const spoken = Object.hasOwn(definition.prompts, prompt) ? definition.prompts[prompt] : undefined
      if (!spoken) throw badFlowArchive(new BadFlowArchive('strange-entry', entry))
      const key = spoken.recordings?.[language]
      const row = key === undefined ? null : await this.database.manager.findOneBy(PromptRecordingEntity, { key })
      if (key !== undefined && row?.sound.equals(sound)) {
        taken.push({ prompt, language, key, recording: null })
        continue
      }
      const recording = await this.recordings.take(Buffer.from(sound)).catch((error: unknown) => {
        throw recordingRefused(entry, error)
      })
      taken.push({ prompt, language, key: recording.key, recording })
    }
    return taken
  }
}

function unpacked(bytes: Uint8Array | null) {
  try {
    if (bytes === null) throw new BadFlowArchive('too-large')
    return unpackFlow(bytes)
  } catch (error) {
    throw error instanceof BadFlowArchive ? badFlowArchive(error) : error
  }
}

/** Also of a draft with faults, as far as it can be read. */
function recordingsNamedIn(definition: FlowDefinition) {
  const prompts = FlowFile.shape.prompts.safeParse(definition['prompts'])
  if (!prompts.success) return []
  return Object.entries(prompts.data).flatMap(([prompt, { recordings }]) =>
    FLOW_LANGUAGES.flatMap((language) => {
      const key = recordings?.[language]
      return key === undefined ? [] : [{ prompt, language, key }]
    }),
  )
}
