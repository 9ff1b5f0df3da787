import { z } from 'zod'

export const ROLES = ['operator', 'supervisor', 'officer', 'manager', 'admin'] as const
export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>
