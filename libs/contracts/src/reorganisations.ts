import { z } from 'zod'
import { NewDepartment } from './departments.js'
import { LocalName, Moment } from './words.js'

const Id = z.number().int().positive()
export const REORGANISATION_KINDS = ['merge', 'split', 'rename'] as const
export const ReorganisationKind = z.enum(REORGANISATION_KINDS)
export type ReorganisationKind = z.infer<typeof ReorganisationKind>

/** Who takes over: a department that is there, or one that begins with the reorganisation. */
export const ReorganisationTarget = z.union([z.object({ departmentId: Id }), z.object({ made: NewDepartment })])
export type ReorganisationTarget = z.infer<typeof ReorganisationTarget>

/** What of a ward or a category goes to a target, by its place in the list; null: any. */
export const ReorganisationPart = z.object({ wardId: Id.nullable(), categoryId: Id.nullable(), target: z.number().int().min(0) })
export type ReorganisationPart = z.infer<typeof ReorganisationPart>

/**
 * A source that is a target too goes on; every other source ends the day before. The first part that fits decides where a ticket or a
 * category goes; without one it is the first target.
 */
export const ReorganisationPlan = z
  .object({
    kind: ReorganisationKind,
    /** From the beginning of this day on. */
    day: z.iso.date(),
    sources: z.array(Id).min(1).max(60),
    targets: z.array(ReorganisationTarget).min(1).max(20),
    parts: z.array(ReorganisationPart).max(500).default([]),
    /** Its decree; read in the history of each ticket that it moves. */
    note: z.string().trim().min(3).max(500),
  })
  .superRefine(({ kind, sources, targets, parts }, context) => {
    const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (new Set(sources).size < sources.length) fault('sources', 'a department is named twice')
    if (kind !== 'merge' && sources.length > 1) fault('sources', 'one department only')
    if (kind === 'split' ? targets.length < 2 : targets.length > 1) fault('targets', kind === 'split' ? 'at least two' : 'one only')
    if (kind === 'rename' && targets.some((target) => !('made' in target))) fault('targets', 'a new name is needed')
    parts.forEach(({ target, wardId, categoryId }, index) => {
      if (target >= targets.length) fault(`parts.${index}.target`, 'there is no such target')
      if (wardId === null && categoryId === null) fault(`parts.${index}`, 'a ward or a category is needed')
    })
  })
export type ReorganisationPlan = z.infer<typeof ReorganisationPlan>

/** What a plan would move, as things stand now. */
export const ReorganisationEffect = z.object({
  /** What keeps it from being carried out. */
  faults: z.array(LocalName),
  /** Open tickets by where they come from and go to. */
  tickets: z.array(z.object({ from: LocalName, to: LocalName, count: z.number().int() })),
  people: z.array(z.object({ name: z.string(), to: LocalName })),
  categories: z.array(z.object({ name: LocalName, to: LocalName })),
  /** Departments below that get another one above them. */
  below: z.array(z.object({ name: LocalName, to: LocalName })),
  ends: z.array(z.object({ name: LocalName, lastDay: z.iso.date(), successor: LocalName })),
})
export type ReorganisationEffect = z.infer<typeof ReorganisationEffect>

/** `moving`: departments are changed, tickets are being moved; `stuck`: its day came, and something keeps it from being carried out. */
export const REORGANISATION_STATES = ['planned', 'moving', 'done', 'cancelled', 'stuck'] as const
export const Reorganisation = z.object({
  id: Id,
  kind: ReorganisationKind,
  day: z.iso.date(),
  state: z.enum(REORGANISATION_STATES),
  note: z.string(),
  sources: z.array(LocalName),
  targets: z.array(LocalName),
  plannedBy: z.string(),
  plannedAt: Moment,
  doneAt: Moment.nullable(),
  movedTickets: z.number().int(),
  faults: z.array(LocalName),
})
export type Reorganisation = z.infer<typeof Reorganisation>
