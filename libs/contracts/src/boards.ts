import { z } from 'zod'
import { BoardContent } from './reports.js'

/** A board as somebody arranged it, over the revision that they saw. */
export const SaveBoard = BoardContent.extend({ revision: z.number().int().positive() })
export type SaveBoard = z.infer<typeof SaveBoard>
