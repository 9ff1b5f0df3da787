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
    check: z.enum(['ticket-code', 'rating']).optional(),
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
    /** Callers waiting at which `tooMany` is taken instead of waiting. */
    most: z.number().int().min(1).max(1_000).optional(),
    /** Minutes within which a caller goes to the operator whom they spoke with, if that one is free; without it to anybody. */
    sameOperatorWithin: z.number().int().min(1).max(1_440).optional(),
    /** Takes callers also when the queue's opening hours say that it is closed. */
    ignoreHours: z.literal(true).optional(),
    /** Ways out for a caller whom nobody answered; without one: the voicemail. */
    tooLong: Name.optional(),
    nobody: Name.optional(),
    /** Closed by its opening hours; without it `nobody`. Sets `opensDate`, `opensTime`. */
    closed: Name.optional(),
    tooMany: Name.optional(),
    /** Where the caller goes who pressed the key for being called back; without it the key brings them back into their place. */
    callBack: Name.optional(),
    /** After the talk, for a caller who is still there; without it goodbye. */
    talked: Name.optional(),
  }),
  'queue-state': z.strictObject({
    kind: z.literal('queue-state'),
    queue: z.string(),
    /** An estimated wait of more seconds than these is `long`. Sets `waiting` (callers), `wait` (seconds). */
    longWait: z.number().int().min(10).max(7_200),
    short: Name,
    long: Name,
    nobody: Name,
    failed: Name,
  }),
  voicemail: z.strictObject({ kind: z.literal('voicemail'), queue: z.string() }),
  'call-back': z.strictObject({
    kind: z.literal('call-back'),
    /** Without it the queue in which the caller waited. */
    queue: z.string().optional(),
    priority: z.number().int().min(0).max(100).default(0),
    /** The variable that holds the number to call. */
    number: VariableName,
    promised: Name,
    /** There is a promise for this number already. */
    already: Name,
    /** Not a number that is sensible to dial. */
    refused: Name,
    failed: Name,
  }),
  /** Whether this caller may be asked for a rating: not twice within a week. */
  survey: z.strictObject({ kind: z.literal('survey'), due: Name, notDue: Name }),
  /** Keeps a rating, 1 to 5. */
  rating: z.strictObject({ kind: z.literal('rating'), rating: VariableName, next: Name }),
  /** A spoken remark to the rating; the call ends with it. */
  remark: z.strictObject({ kind: z.literal('remark'), prompts: SomeSpeech }),
  transfer: z.strictObject({
    kind: z.literal('transfer'),
    prompts: NoSpeech,
    /** To one of the two: a number, or the code of a department, whose number is looked up at the call. */
    number: z.string().regex(/^\d{3,15}$/, 'a number: 3 to 15 digits').optional(),
    department: Name.optional(),
    /** Seconds of ringing. */
    timeout: z.number().int().min(5).max(120),
    failed: Name,
  }),
  /** Speaks what a supervisor has put in force for the moment, if there is anything. */
  notice: z.strictObject({ kind: z.literal('notice'), next: Name }),
  /** Reads an article of the knowledge base. */
  information: z.strictObject({ kind: z.literal('information'), article: Name, next: Name }),
  'web-request': z.strictObject({
    kind: z.literal('web-request'),
    /** `{variable}` is filled in, escaped. */
    url: z.string().max(500).regex(/^https?:\/\/[^\s{}/]+(\/\S*)?$/, 'an http(s) address whose host is no variable'),
    /** Seconds. */
    timeout: z.number().min(1).max(10),
    /** Variable → where its value stands in the JSON answer, `order.state`. */
    take: z.record(VariableName, z.string().regex(/^[A-Za-z0-9_]+(\.[A-Za-z0-9_]+)*$/).max(100)),
    next: Name,
    failed: Name,
  }),
  'hang-up': z.strictObject({ kind: z.literal('hang-up'), prompts: NoSpeech }),
} as const

export const FLOW_NODE_KINDS = Object.keys(FLOW_NODE_SCHEMAS) as FlowNodeKind[]
export type FlowNodeKind = keyof typeof FLOW_NODE_SCHEMAS

const S = FLOW_NODE_SCHEMAS
const Node = z.discriminatedUnion('kind', [
  S.say,
  S.menu,
  S.collect,
  S.hours,
  S['ticket-status'],
  S.branch,
  S.set,
  S.language,
  S.queue,
  S['queue-state'],
  S.voicemail,
  S['call-back'],
  S.survey,
  S.rating,
  S.remark,
  S.transfer,
  S.notice,
  S.information,
  S['web-request'],
  S['hang-up'],
])
export type FlowNode = z.infer<typeof Node>

const RecordingKey = z.string().regex(/^[0-9a-f]{32}$/, 'the key of a recording')

/** A text in each language; where somebody spoke it, their recording instead of the machine's voice. */
const Prompt = z.strictObject({ vi: PromptText, en: PromptText, recordings: z.strictObject({ vi: RecordingKey.optional(), en: RecordingKey.optional() }).optional() })

/** What stands in a flow's file, before its nodes are compared with each other. */
export const FlowFile = z.strictObject({
  name: z.string().trim().min(1).max(80),
  start: Name,
  /** Where a caller goes whose place is no more. */
  main: Name,
  prompts: z.record(Name, Prompt),
  nodes: z.record(Name, Node),
  /** Where a person placed the nodes in the editor; means nothing to a call. */
  layout: z.record(Name, z.strictObject({ x: z.number(), y: z.number() })).optional(),
  /** What a person called the nodes in the editor, in their own words; means nothing to a call. */
  titles: z.record(Name, z.string().trim().min(1).max(60)).optional(),
})
export type FlowFile = z.infer<typeof FlowFile>
