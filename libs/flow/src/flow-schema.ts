import { z } from 'zod'

export const FLOW_LANGUAGES = ['vi', 'en'] as const
export type FlowLanguage = (typeof FLOW_LANGUAGES)[number]

/** The word in a menu's `choices` for "the prompts once more". */
export const AGAIN = 'again'

const Name = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'a name: small letters, digits, hyphens')
const VariableName = z.string().regex(/^[a-z][a-zA-Z0-9]{0,29}$/, 'a variable: a small letter, then letters and digits')
const Text = z.string().trim().max(2_000)
/** Spoken as one; a part of another language is spoken by that language's voice ("For English, press 9"). */
export const PromptText = z.union([Text, z.array(z.union([Text, z.strictObject({ vi: Text }), z.strictObject({ en: Text })])).min(1)])
export type PromptText = z.infer<typeof PromptText>

export const VALUE_KINDS = ['number', 'code', 'phone', 'date', 'time', 'wait', 'department'] as const
/** A variable, spoken as what it is. */
const SpokenVariable = z.strictObject({ value: VariableName, as: z.enum(VALUE_KINDS) })
export type SpokenVariable = z.infer<typeof SpokenVariable>
const Speech = z.array(z.union([z.string(), SpokenVariable]))
const SomeSpeech = Speech.min(1)
const NoSpeech = Speech.default([])
const Seconds = z.number().min(1).max(60)
const Misses = z.number().int().min(1).max(10)

export const FLOW_NODE_SCHEMAS = {
  say: z.strictObject({ kind: z.literal('say'), prompts: SomeSpeech, next: Name }),
  menu: z.strictObject({
    kind: z.literal('menu'),
    prompts: SomeSpeech,
    /** Seconds of silence after the prompts. */
    timeout: Seconds,
    noDigit: NoSpeech,
    wrongDigit: NoSpeech,
    /** Key → node, or `again`: the prompts once more, not counted as a miss. */
    choices: z.record(z.string(), Name),
    misses: Misses,
    onMisses: Name,
  }),
  collect: z.strictObject({
    kind: z.literal('collect'),
    prompts: SomeSpeech,
    into: VariableName,
    min: z.number().int().min(1).max(20),
    max: z.number().int().min(1).max(20),
    /** Seconds of silence before the first digit, and between digits. The key # ends it at once. */
    timeout: Seconds,
    /** What the digits must be; wrong ones are noticed at once. */
    check: z.enum(['ticket-code']).optional(),
    noDigit: NoSpeech,
    wrongDigit: NoSpeech,
    misses: Misses,
    next: Name,
    onMisses: Name,
  }),
  hours: z.strictObject({ kind: z.literal('hours'), hours: Name, open: Name, closed: Name, holiday: Name }),
  'ticket-status': z.strictObject({
    kind: z.literal('ticket-status'),
    /** The variable that holds the code. Sets `department`, `deadlineDate`, `deadlineTime`. */
    code: VariableName,
    inProgress: Name,
    answered: Name,
    unknown: Name,
    failed: Name,
  }),
  branch: z.strictObject({
    kind: z.literal('branch'),
    /** A variable, or `caller` for the caller's number. */
    on: VariableName,
    cases: z.array(z.strictObject({ begins: z.string().min(1).max(40), next: Name })).min(1).max(50),
    otherwise: Name,
  }),
  set: z.strictObject({ kind: z.literal('set'), variable: VariableName, value: z.string().max(200), next: Name }),
  language: z.strictObject({ kind: z.literal('language'), language: z.enum(FLOW_LANGUAGES), next: Name }),
  queue: z.strictObject({
    kind: z.literal('queue'),
    queue: z.string(),
    priority: z.number().int().min(0).max(100).default(0),
    prompts: NoSpeech,
    /** Seconds until `tooLong`; without it the queue's own limit. */
    limit: z.number().int().min(5).max(3_600).optional(),
    /** Ways out for a caller whom nobody answered; without one: the voicemail. */
    tooLong: Name.optional(),
    nobody: Name.optional(),
  }),
  voicemail: z.strictObject({ kind: z.literal('voicemail'), queue: z.string() }),
  'hang-up': z.strictObject({ kind: z.literal('hang-up'), prompts: NoSpeech }),
} as const

export const FLOW_NODE_KINDS = Object.keys(FLOW_NODE_SCHEMAS) as FlowNodeKind[]
export type FlowNodeKind = keyof typeof FLOW_NODE_SCHEMAS

const { say, menu, collect, hours, 'ticket-status': ticketStatus, branch, set, language, queue, voicemail, 'hang-up': hangUp } = FLOW_NODE_SCHEMAS
const Node = z.discriminatedUnion('kind', [say, menu, collect, hours, ticketStatus, branch, set, language, queue, voicemail, hangUp])
export type FlowNode = z.infer<typeof Node>

/** What stands in a flow's file, before its nodes are compared with each other. */
export const FlowFile = z.strictObject({
  name: z.string().trim().min(1).max(80),
  start: Name,
  /** Where a caller goes whose place is no more. */
  main: Name,
  prompts: z.record(Name, z.strictObject({ vi: PromptText, en: PromptText })),
  nodes: z.record(Name, Node),
  /** Where a person placed the nodes in the editor; means nothing to a call. */
  layout: z.record(Name, z.strictObject({ x: z.number(), y: z.number() })).optional(),
  /** What a person called the nodes in the editor, in their own words; means nothing to a call. */
  titles: z.record(Name, z.string().trim().min(1).max(60)).optional(),
})
export type FlowFile = z.infer<typeof FlowFile>
