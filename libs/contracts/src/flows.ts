import { z } from 'zod'
import { Moment } from './words.js'

/** Among a flow's numbers: it takes every number that no flow has. */
export const EVERY_OTHER = 'default'

/** A telephone number's flow: what is published, and the draft that somebody works on. */
export const FlowSummary = z.object({
  id: z.number().int().positive(),
  name: z.string(),
  /** Dialled numbers that reach it; the flow of `default` takes every other. */
  numbers: z.array(z.string().regex(/^(default|\d{2,15})$/)),
  published: z.object({ version: z.number().int().positive(), at: Moment, by: z.string() }).nullable(),
  draft: z.object({ revision: z.number().int().positive(), at: Moment, by: z.string() }).nullable(),
})
export type FlowSummary = z.infer<typeof FlowSummary>

/** A prompt that somebody spoke, by its content. */
export const PromptRecording = z.object({ key: z.string().regex(/^[0-9a-f]{32}$/), seconds: z.number().positive() })
export type PromptRecording = z.infer<typeof PromptRecording>

/** What a flow is called and which dialled numbers reach it; `default` stays where it is. */
export const NameFlow = z.object({ name: z.string().trim().min(1).max(80), numbers: z.array(z.string().regex(/^\d{2,15}$/, 'a number: 2 to 15 digits')).max(20) })
export type NameFlow = z.infer<typeof NameFlow>

/** A new flow begins as a draft: a copy of another one. */
export const NewFlow = NameFlow.extend({ like: z.number().int().positive() })
export type NewFlow = z.infer<typeof NewFlow>

export const FlowVersionSummary = z.object({
  version: z.number().int().positive(),
  /** The version that callers reach now. */
  current: z.boolean(),
  at: Moment,
  by: z.string(),
  note: z.string(),
  /** The older version that this one brought back. */
  rolledBackTo: z.number().int().positive().nullable(),
})
export type FlowVersionSummary = z.infer<typeof FlowVersionSummary>

/** `definition` is the flow's file as data; `libs/flow` says what it must be. */
const Definition = z.record(z.string(), z.unknown())

export const FlowDetails = FlowSummary.extend({ versions: z.array(FlowVersionSummary), definition: Definition.nullable() })
/** `definition`: the draft's, or where there is none the published one's. */
export type FlowDetails = z.infer<typeof FlowDetails>

export const FlowVersion = FlowVersionSummary.extend({ definition: Definition })
export type FlowVersion = z.infer<typeof FlowVersion>

/** Saves a draft, also one with faults: nobody loses half a day's work. */
export const SaveDraft = z.object({
  /** The revision that was opened; null for a first draft. Another one there means that somebody else saved meanwhile. */
  revision: z.number().int().positive().nullable(),
  definition: Definition,
})
export type SaveDraft = z.infer<typeof SaveDraft>

/** The flow as the editor has it, saved or not, to be called by whoever writes it. */
export const TryFlow = z.object({ definition: Definition })
export type TryFlow = z.infer<typeof TryFlow>

export const PublishFlow = z.object({ revision: z.number().int().positive(), note: z.string().trim().max(300).default('') })
export type PublishFlow = z.infer<typeof PublishFlow>

export const RollBackFlow = z.object({ version: z.number().int().positive(), note: z.string().trim().max(300).default('') })
export type RollBackFlow = z.infer<typeof RollBackFlow>

/** What an editor wants to hear before it is published. */
export const HearPrompt = z.object({ language: z.enum(['vi', 'en']), text: z.unknown() })
export type HearPrompt = z.infer<typeof HearPrompt>
