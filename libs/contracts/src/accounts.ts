import { z } from 'zod'
import { OptionalEmail } from './email-address.js'
import { Role } from './roles.js'
import { Moment, QueueName } from './words.js'

/** An account as whoever administers it sees it. */
export const Account = z.object({
  id: z.number().int().positive(),
  username: z.string(),
  displayName: z.string(),
  role: Role,
  departmentId: z.number().int().positive().nullable(),
  /** Is warned for the department when most of a ticket's time is gone. */
  isHead: z.boolean(),
  queues: z.array(QueueName),
  /** Where this person is told of tickets; null: nowhere. */
  email: z.string().nullable(),
  /** Since then nobody signs in with it. */
  disabledAt: Moment.nullable(),
  /** Its password is the one that was shown once. */
  oneTimePassword: z.boolean(),
})
export type Account = z.infer<typeof Account>

const fields = {
  displayName: z.string().trim().min(1).max(120),
  role: Role,
  departmentId: z.number().int().positive().nullable(),
  isHead: z.boolean(),
  queues: z.array(QueueName).max(20),
  email: OptionalEmail,
}
export const ChangeAccount = z.object(fields)
export type ChangeAccount = z.infer<typeof ChangeAccount>
export const AddAccount = z.object({ username: z.string().regex(/^[a-z][a-z0-9._-]{1,59}$/), ...fields })
export type AddAccount = z.infer<typeof AddAccount>

/** With the queues that an account can have. */
export const Accounts = z.object({ accounts: z.array(Account), queues: z.array(QueueName) })
export type Accounts = z.infer<typeof Accounts>

/** The only time that the password is told; at the first sign-in another one is asked for. */
export const AccountWithPassword = Account.extend({ password: z.string() })
export type AccountWithPassword = z.infer<typeof AccountWithPassword>
