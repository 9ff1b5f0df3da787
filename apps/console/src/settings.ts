import { ListenSettings, PortSetting } from '@app/service'
import { z } from 'zod'

export const ConsoleSettings = ListenSettings.extend({
  ARI_URL: z.url(),
  ARI_USERNAME: z.string(),
  ARI_PASSWORD: z.string(),
  AMI_HOST: z.string(),
  AMI_PORT: PortSetting,
  AMI_USERNAME: z.string(),
  AMI_PASSWORD: z.string(),
  REDIS_URL: z.string(),
  QUEUE_LOG_FILE: z.string(),
  SESSION_SECRET: z.string().min(32),
  /** Who keeps the promised call-backs. */
  TICKETING_URL: z.url(),
  CONSOLE_PORT: PortSetting.default(10222),
  WRAP_UP_SECONDS: z.coerce.number().int().positive().default(30),
  /** By how much an operator may make a wrap-up longer, and how often. */
  WRAP_UP_EXTRA_SECONDS: z.coerce.number().int().positive().max(600).default(30),
  WRAP_UP_EXTRA_TIMES: z.coerce.number().int().min(0).max(20).default(2),
  /** An operator whose softphone is away for longer, and who is in no talk, is signed off. */
  ABSENCE_SECONDS: z.coerce.number().int().positive().default(45),
  /** Where callers go who are left in the menu by an IVR that is away. */
  FALLBACK_QUEUE: z.string().default('procedures'),
  /** Most citizens' lines at one time. */
  CITIZEN_LINES: z.coerce.number().int().positive().default(50),
})
export type ConsoleSettings = z.infer<typeof ConsoleSettings>

/** Injection token of the console's settings. */
export const SETTINGS = Symbol('SETTINGS')
