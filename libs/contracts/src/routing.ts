import { z } from 'zod'
import { TicketKind } from './kinds.js'
import { OpeningHoursCode } from './opening-hours.js'
import { Department } from './departments.js'
import { LocalName, Moment } from './words.js'

/** Of a department, ward or category. */
const Code = z.string().trim().min(1).max(40)
const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day like 07:30')
const ClockEnd = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time of day like 17:00, or 24:00')
export const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const

/** When a ticket was made: by the clock, ISO weekdays (a span that passes midnight belongs to the day on which it begins), or by opening hours. */
export const RuleTime = z.discriminatedUnion('by', [
  z.object({ by: z.literal('clock'), weekdays: z.array(z.enum(WEEKDAYS)).min(1), from: Clock, to: ClockEnd }),
  z.object({ by: z.literal('hours'), code: OpeningHoursCode, open: z.boolean() }),
])
export type RuleTime = z.infer<typeof RuleTime>

/** All that is given must hold; of a list one is enough, and an empty list asks for nothing. */
export const RuleConditions = z.object({
  kinds: z.array(TicketKind).max(10).default([]),
  categories: z.array(Code).max(100).default([]),
  /** Codes of wards. */
  wards: z.array(Code).max(300).default([]),
  /** Words or phrases of the description or the place. */
  words: z.array(z.string().max(80)).max(60).default([]),
  time: RuleTime.nullable().default(null),
  /** Departments one of which works on an open ticket of the same citizen about the same category; none: whichever it is. Null asks for nothing. */
  holders: z.array(Code).max(100).nullable().default(null),
})
export type RuleConditions = z.infer<typeof RuleConditions>

/** `ward`: that of the ticket's place; `holder`: whoever works on the citizen's earlier ticket; `category`: the category's own. */
export const RuleLead = z.discriminatedUnion('by', [z.object({ by: z.literal('department'), code: Code }), z.object({ by: z.literal('ward') }), z.object({ by: z.literal('holder') }), z.object({ by: z.literal('category') })])
export type RuleLead = z.infer<typeof RuleLead>

export const RoutingRule = z.object({
  /** Stays when the rule moves or is renamed. */
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  name: z.object({ vi: z.string().trim().min(1).max(120), en: z.string().trim().min(1).max(120) }),
  on: z.boolean().default(true),
  when: RuleConditions.prefault({}),
  to: z.object({
    lead: RuleLead,
    /** Usernames: one is the person, several are a pool of which the one with the fewest open tickets gets it. */
    people: z.array(z.string().min(1).max(60)).max(60).default([]),
    /** Codes of departments that take part besides the lead. */
    support: z.array(Code).max(10).default([]),
  }),
})
export type RoutingRule = z.infer<typeof RoutingRule>

/** The first rule that fits decides; where none does, the category's department. */
export const RoutingRules = z.object({
  rules: z
    .array(RoutingRule)
    .max(500)
    .refine((rules) => new Set(rules.map(({ id }) => id)).size === rules.length, 'must have each id once'),
})
export type RoutingRules = z.infer<typeof RoutingRules>

export const ROUTING_FAULTS = ['unknown-department', 'unknown-category', 'unknown-ward', 'unknown-hours', 'unknown-person', 'department-gone', 'department-not-yet', 'empty-words', 'never-reached', 'people-without-department', 'person-elsewhere', 'support-is-lead', 'no-time'] as const
/** What keeps a rule from being published. */
export const RoutingFault = z.object({ ruleId: z.string(), number: z.number().int().positive(), code: z.enum(ROUTING_FAULTS), message: LocalName })
export type RoutingFault = z.infer<typeof RoutingFault>

/** Why a ticket went where it went; `fallback`: nobody else was there on that day. */
export const RoutingWhy = z.object({
  by: z.enum(['rule', 'category', 'fallback']),
  /** The rule as it stood then; `number` is its place in the list, from 1. */
  rule: z.object({ id: z.string(), number: z.number().int().positive(), name: LocalName }).nullable(),
})
export type RoutingWhy = z.infer<typeof RoutingWhy>

/** How one ticket was routed, the last time that rules did it. */
export const TicketRouting = z.object({
  why: RoutingWhy.nullable(),
  /** Of the published rules; null when there were none. */
  version: z.number().int().positive().nullable(),
  at: Moment.nullable(),
  department: LocalName.nullable(),
  /** The department that was named, where another one has taken over from it. */
  insteadOf: LocalName.nullable(),
  person: z.string().nullable(),
  support: z.array(Department),
})
export type TicketRouting = z.infer<typeof TicketRouting>

export const RoutingVersionSummary = z.object({ version: z.number().int().positive(), current: z.boolean(), at: Moment, by: z.string(), note: z.string(), rules: z.number().int(), rolledBackTo: z.number().int().positive().nullable() })
export type RoutingVersionSummary = z.infer<typeof RoutingVersionSummary>
export const RoutingVersion = RoutingVersionSummary.extend({ definition: RoutingRules })
export type RoutingVersion = z.infer<typeof RoutingVersion>

/** What rules may name, also what is no longer there. */
export const RoutingWorld = z.object({
  departments: z.array(z.object({ code: z.string(), name: LocalName, ward: z.boolean(), valid: z.boolean(), fallback: z.boolean() })),
  categories: z.array(z.object({ code: z.string(), name: LocalName, department: z.string() })),
  hours: z.array(z.object({ code: z.string(), title: LocalName })),
  people: z.array(z.object({ username: z.string(), name: z.string(), department: z.string() })),
})
export type RoutingWorld = z.infer<typeof RoutingWorld>

/** The rules that are in force, and those that somebody works on. */
export const RoutingDetails = z.object({
  published: RoutingVersionSummary.nullable(),
  draft: z.object({ revision: z.number().int().positive(), at: Moment, by: z.string() }).nullable(),
  /** The draft's, or where there is none the published one's. */
  definition: RoutingRules,
  /** Those in force. */
  publishedDefinition: RoutingRules,
  faults: z.array(RoutingFault),
  versions: z.array(RoutingVersionSummary),
})
export type RoutingDetails = z.infer<typeof RoutingDetails>

/** `revision`: the draft's that was changed, so that two people notice each other; null for a first draft. */
export const SaveRouting = z.object({ revision: z.number().int().positive().nullable(), definition: RoutingRules })
export type SaveRouting = z.infer<typeof SaveRouting>
export const PublishRouting = z.object({ revision: z.number().int().positive(), note: z.string().trim().max(300).default('') })
export type PublishRouting = z.infer<typeof PublishRouting>
export const RollBackRouting = z.object({ version: z.number().int().positive(), note: z.string().trim().max(300).default('') })
export type RollBackRouting = z.infer<typeof RollBackRouting>

/** Days in Asia/Ho_Chi_Minh, both included. */
const period = { from: z.iso.date(), to: z.iso.date() }
export const TrialPeriod = z.object(period)
export type TrialPeriod = z.infer<typeof TrialPeriod>
/** `after`: `next` of the page before. */
export const TrialDifferencesQuery = z.object({ ...period, after: z.string().regex(/^\d{1,15}-\d{1,12}$/).optional() })
export type TrialDifferencesQuery = z.infer<typeof TrialDifferencesQuery>

/** Where a ticket goes by some rules. */
export const TrialOutcome = z.object({
  department: LocalName,
  support: z.array(LocalName),
  people: z.array(z.string()),
  why: RoutingWhy,
})
export type TrialOutcome = z.infer<typeof TrialOutcome>

export const TrialFigures = z.object({
  tickets: z.number().int(),
  /** Of them go elsewhere, to other people or to other supporting departments by the draft. */
  different: z.number().int(),
  departments: z.array(z.object({ code: z.string(), name: LocalName, published: z.number().int(), draft: z.number().int() })),
  /** The draft's, by the rule's id; `category` and `fallback` for what no rule took. */
  rules: z.array(z.object({ id: z.string(), tickets: z.number().int() })),
})
export type TrialFigures = z.infer<typeof TrialFigures>

/** `description` and `place` are null for whoever may not read the ticket. */
export const TrialDifference = z.object({ code: z.string(), at: Moment, category: LocalName, description: z.string().nullable(), place: z.string().nullable(), published: TrialOutcome, draft: TrialOutcome })
export type TrialDifference = z.infer<typeof TrialDifference>
/** `next`: where the next page begins; null at the end. */
export const TrialDifferences = z.object({ items: z.array(TrialDifference), next: z.string().nullable() })
export type TrialDifferences = z.infer<typeof TrialDifferences>

/** A ticket that nobody made, to see where it would go. */
export const TryText = z.object({ text: z.string().trim().max(5000), kind: TicketKind, category: Code, ward: Code.nullable().default(null), at: Moment.nullable().default(null) })
export type TryText = z.infer<typeof TryText>
export const TriedText = z.object({ published: TrialOutcome, draft: TrialOutcome })
export type TriedText = z.infer<typeof TriedText>

export const REACHING_WAYS = ['at-once', 'voicemail', 'returned'] as const
export type ReachingWay = (typeof REACHING_WAYS)[number]
/** How long tickets were on the way to a department, in seconds by the clock: from being made, or from being returned. */
export const ReachingFigures = z.object({
  goalSeconds: z.number().int(),
  ways: z.array(z.object({ way: z.enum(REACHING_WAYS), count: z.number().int(), withinGoal: z.number().int(), median: z.number().nullable(), longest: z.number().nullable() })),
  /** On the way at this moment. */
  waiting: z.array(z.object({ code: z.string(), way: z.enum(REACHING_WAYS), since: Moment })),
})
export type ReachingFigures = z.infer<typeof ReachingFigures>
