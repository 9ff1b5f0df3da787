import { z } from 'zod'
import { Moment } from './words.js'

const Hash = z.string().regex(/^[0-9a-f]{16}$/)

/** `published.json`: which version a dialled number reaches; `default` takes every other. */
export const PublishedNumbers = z.object({ numbers: z.record(z.string(), Hash) })
export type PublishedNumbers = z.infer<typeof PublishedNumbers>

/** `<hash>.json`: a version as it was published. `sounds`: prompt → sound, as Asterisk names it below the language's folder. */
export const PublishedFlow = z.object({
  flow: z.object({ version: Hash }).loose(),
  sounds: z.object({ vi: z.record(z.string(), z.string()), en: z.record(z.string(), z.string()) }),
})
export type PublishedFlow = z.infer<typeof PublishedFlow>

/** A sound in each language, as Asterisk names it below the language's folder. */
const Sounds = z.object({ vi: z.string(), en: z.string() })

/** `published-data.json`: what is in force beside the flows. */
export const PublishedData = z.object({
  /** Spoken before the menu; each until its moment. */
  notices: z.array(z.object({ id: z.number().int(), from: Moment, until: Moment, sounds: Sounds })),
  /** By key. */
  articles: z.record(z.string(), Sounds),
  /** Number key (libs/phone-number) → the list on which it stands. */
  callerLists: z.record(z.string(), z.string()),
  /** Department's code → its number, for those that have one. */
  departmentPhones: z.record(z.string(), z.string()).default({}),
  /** By code; `libs/opening-hours` reads them. */
  openingHours: z.record(z.string(), z.unknown()),
  /** Queue → the code of its opening hours; a queue without them is always open. */
  queueHours: z.record(z.string(), z.string()).default({}),
})
export type PublishedData = z.infer<typeof PublishedData>
