import { z } from 'zod'
import { OptionalEmail } from './email-address.js'
import { LocalName, Moment } from './words.js'

/** `city`: the head of the tree; `agency`: a department of it; `ward`: answers for one ward or commune. */
export const DEPARTMENT_TYPES = ['city', 'agency', 'ward'] as const
export const DepartmentType = z.enum(DEPARTMENT_TYPES)
export type DepartmentType = z.infer<typeof DepartmentType>

export const Department = z.object({
  id: z.number().int().positive(),
  code: z.string(),
  name: LocalName,
  type: DepartmentType,
  /** The one above it; null at the head. */
  parentId: z.number().int().positive().nullable(),
  /** Digits; where a flow or an operator hands a caller on to. */
  phone: z.string().nullable(),
})
export type Department = z.infer<typeof Department>

const Title = z.object({ vi: z.string().trim().min(1).max(200), en: z.string().trim().min(1).max(200) })
export const DirectoryCode = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
const Id = z.number().int().positive()

/** A department as whoever administers it sees it: those that are gone and those to come too. Days are the last ones included. */
export const DatedDepartment = Department.extend({
  openingHoursId: Id,
  /** Its shared mailbox, where it is told of tickets. */
  email: z.string().nullable(),
  validFrom: z.iso.date(),
  validUntil: z.iso.date().nullable(),
  /** Who took over. */
  successorId: Id.nullable(),
  isFallback: z.boolean(),
  /** What is there now: people who can sign in, open tickets, categories. */
  people: z.number().int(),
  openTickets: z.number().int(),
  categories: z.number().int(),
})
export type DatedDepartment = z.infer<typeof DatedDepartment>

export const DatedCategory = z.object({
  id: Id,
  code: z.string(),
  name: LocalName,
  departmentId: Id,
  needsApproval: z.boolean(),
  validFrom: z.iso.date(),
  validUntil: z.iso.date().nullable(),
})
export type DatedCategory = z.infer<typeof DatedCategory>

/** One change of departments, categories or accounts; `fields`: what it was and what it became. */
export const DirectoryChange = z.object({
  id: Id,
  at: Moment,
  by: z.string(),
  subject: z.enum(['department', 'category', 'account']),
  name: LocalName,
  fields: z.record(z.string(), z.tuple([z.string().nullable(), z.string().nullable()])),
})
export type DirectoryChange = z.infer<typeof DirectoryChange>

export const Directory = z.object({ departments: z.array(DatedDepartment), categories: z.array(DatedCategory), changes: z.array(DirectoryChange) })
export type Directory = z.infer<typeof Directory>

export const NewDepartment = z.object({
  code: DirectoryCode,
  name: Title,
  type: DepartmentType,
  parentId: Id.nullable(),
  openingHoursId: Id,
})
export type NewDepartment = z.infer<typeof NewDepartment>

export const AddDepartment = NewDepartment.extend({ validFrom: z.iso.date() })
export type AddDepartment = z.infer<typeof AddDepartment>

/** Another name, or an end, is a reorganisation: what the department has goes to somebody. */
export const ChangeDepartment = z.object({ parentId: Id.nullable(), openingHoursId: Id, phone: z.string().regex(/^\d{3,15}$/).nullable(), email: OptionalEmail, isFallback: z.boolean() })
export type ChangeDepartment = z.infer<typeof ChangeDepartment>

export const ChangeCategory = z.object({ name: Title, departmentId: Id, needsApproval: z.boolean(), validFrom: z.iso.date(), validUntil: z.iso.date().nullable() })
export type ChangeCategory = z.infer<typeof ChangeCategory>
export const AddCategory = ChangeCategory.extend({ code: DirectoryCode })
export type AddCategory = z.infer<typeof AddCategory>
