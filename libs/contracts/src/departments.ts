import { z } from 'zod'
import { LocalName } from './words.js'

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
})
export type Department = z.infer<typeof Department>
