import { z } from 'zod'
import { Role } from './roles.js'
import { LocalName, QueueName } from './words.js'

export const SignIn = z.object({
  username: z.string().trim().min(1).max(60),
  password: z.string().min(1).max(200),
  /** Asked for instead of a password that was shown once. */
  newPassword: z.string().min(12).max(200).optional(),
})
export type SignIn = z.infer<typeof SignIn>

/** Who is signed in. Also what the signed session cookie carries. */
export const Session = z.object({
  userId: z.number().int().positive(),
  username: z.string(),
  displayName: z.string(),
  role: Role,
  /** Set for officers: the only department whose tickets they see. */
  department: z.object({ id: z.number().int().positive(), name: LocalName }).nullable(),
  /** Queues this person answers when available. */
  queues: z.array(QueueName),
})
export type Session = z.infer<typeof Session>

export const SESSION_COOKIE = 'hotline_session'
