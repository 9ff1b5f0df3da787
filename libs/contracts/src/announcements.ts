import { z } from 'zod'
import { Moment } from './words.js'

const Spoken = z.string().trim().min(1).max(1_000)

/** Spoken in front of the menu until its moment: a power cut that everybody calls about. */
export const NewNotice = z.object({ text: z.object({ vi: Spoken, en: Spoken }), until: Moment })
export type NewNotice = z.infer<typeof NewNotice>

export const Notice = NewNotice.extend({ id: z.number().int().positive(), from: Moment, by: z.string(), endedBy: z.string().nullable() })
export type Notice = z.infer<typeof Notice>

/** A number for which a flow has a way of its own (`branch` on `callerList`). */
export const CALLER_LISTS = ['nuisance', 'priority'] as const
export const CallerList = z.enum(CALLER_LISTS)
export type CallerList = z.infer<typeof CallerList>

export const ListNumber = z.object({ number: z.string().trim().min(3).max(40), list: CallerList, note: z.string().trim().max(300).default('') })
export type ListNumber = z.infer<typeof ListNumber>

export const ListedNumber = ListNumber.extend({ key: z.string(), by: z.string(), at: Moment })
export type ListedNumber = z.infer<typeof ListedNumber>
