import { QueueName } from '@app/contracts'
import { ListenSettings, PortSetting } from '@app/service'
import { checkSpeechSettings, SpeechSettings } from '@app/speech'
import { z } from 'zod'

const Password = z.string().min(8)

export const TicketingSettings = ListenSettings.extend(SpeechSettings.shape).extend({
  TICKETING_PORT: PortSetting.default(10221),
  DATABASE_URL: z.string().regex(/^(mysql|mariadb):\/\/.+/, 'must be mysql://user:password@host:port/database'),
  REDIS_URL: z.string().regex(/^rediss?:\/\/.+/, 'must be redis://host:port'),
  SESSION_SECRET: z.string().min(32),
  PUBLIC_URL: z.url().default('http://localhost:10220'),
  RECORDINGS_DIR: z.string(),
  VOICEMAIL_DIR: z.string(),
  /** Asterisk's sounds, where prompts are put; and where the IVR reads published flows. */
  SOUNDS_DIR: z.string(),
  FLOWS_DIR: z.string(),
  /** Recordings by `<language>/<prompt>.wav`, which replace the machine's voice. */
  RECORDED_PROMPTS_DIR: z.string().optional(),
  /** The flow of the first start. */
  FLOW_FILE: z.string(),
  /** Queues that a flow may name. */
  QUEUES: z
    .string()
    .default('procedures,reports')
    .transform((text) => text.split(','))
    .pipe(z.array(QueueName)),
  /** With it the seed makes the sample accounts. */
  SEED_PASSWORD: Password.optional(),
  ADMIN_PASSWORD: Password.optional(),
  /** T of the service level. */
  SERVICE_LEVEL_SECONDS: z.coerce.number().int().min(1).default(20),
  SHORT_ABANDON_SECONDS: z.coerce.number().int().min(0).default(5),
}).superRefine(checkSpeechSettings)
export type TicketingSettings = z.infer<typeof TicketingSettings>

/** Injection token of {@link TicketingSettings}. */
export const SETTINGS = Symbol('SETTINGS')

/** The zone of every day, hour and deadline that a person sees. */
export const ZONE = 'Asia/Ho_Chi_Minh'
