import { QueueName, ServiceLevelSeconds } from '@app/contracts'
import { RequestHeaders } from '@app/request-template'
import { HostList, ListenSettings, PortSetting } from '@app/service'
import { checkSpeechSettings, SpeechSettings } from '@app/speech'
import { z } from 'zod'

const ClockTime = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/, 'a time of day like 07:00')
const Password = z.string().min(8)

export const TicketingSettings = ListenSettings.extend(SpeechSettings.shape).extend({
  TICKETING_PORT: PortSetting.default(10221),
  DATABASE_URL: z.string().regex(/^(mysql|mariadb):\/\/.+/, 'must be mysql://user:password@host:port/database'),
  /** A database that answers nothing for so long counts as away. */
  DATABASE_ANSWER_SECONDS: z.coerce.number().min(1).max(600).default(3),
  REDIS_URL: z.string().regex(/^rediss?:\/\/.+/, 'must be redis://host:port'),
  SESSION_SECRET: z.string().min(32),
  /** By which a person is found again in the list of looks; SESSION_SECRET where it is not set. Whoever changes it can no longer tell who looked at whom before. */
  PERSON_KEY_SECRET: z.string().min(32).optional(),
  /** What has been kept long enough is erased from this time of day on. */
  RETENTION_AT: ClockTime.default('02:00'),
  /** Asterisk's own call journal, which the ledger is compared with; without it nothing is compared. */
  QUEUE_LOG_FILE: z.string().optional(),
  /** The ledger of the last days is compared from this time of day on. */
  LEDGER_AT: ClockTime.default('03:00'),
  PUBLIC_URL: z.url().default('http://localhost:10220'),
  RECORDINGS_DIR: z.string(),
  VOICEMAIL_DIR: z.string(),
  /** Files of tickets, by their content. */
  ATTACHMENTS_DIR: z.string(),
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
  /** How often a citizen who was promised a call-back is dialled. */
  CALL_BACK_ATTEMPTS: z.coerce.number().int().min(1).max(10).default(3),
  CALL_BACK_RETRY_MINUTES: z.coerce.number().min(0.05).max(1_440).default(15),
  /** How often a citizen is dialled to be told of a ticket; then an operator calls. */
  OUTGOING_CALL_ATTEMPTS: z.coerce.number().int().min(1).max(10).default(3),
  /** After a call that nobody answered; a busy line is tried after a third of it, one that is switched off after twice of it. */
  OUTGOING_CALL_RETRY_MINUTES: z.coerce.number().min(0.05).max(1_440).default(30),
  /** Calls of this kind at one time: the trunk's lines are for those who call us. */
  OUTGOING_CALLS_AT_ONCE: z.coerce.number().int().min(0).max(200).default(5),
  /** Nobody is called, or sent an SMS, before and after these times of day. */
  CALL_BACK_FROM: ClockTime.default('07:00'),
  CALL_BACK_UNTIL: ClockTime.default('21:00'),
  /** Days after which a caller may be asked for a rating again. */
  SURVEY_EVERY_DAYS: z.coerce.number().int().min(0).default(7),
  /** Hosts that a flow's web request may go to; the IVR has the same setting. */
  WEB_REQUEST_HOSTS: HostList,
  /** `smtp://user:password@host:port`, or `smtps:`; without it mails are only written into the log. */
  SMTP_URL: z.string().regex(/^smtps?:\/\/.+/, 'must be smtp://user:password@host:port').optional(),
  MAIL_FROM: z.string().default('Tổng đài 1022 <1022@localhost>'),
  /** What an officer is told of by mail waits so long for what else there is to tell. */
  STAFF_MAIL_GATHER_SECONDS: z.coerce.number().min(0).max(3_600).default(60),
  /** Address of an SMS provider; `{number}` and `{text}` are filled in here and in SMS_BODY. Without it SMS are only written into the log. */
  SMS_URL: z.url({ protocol: /^https?$/ }).optional(),
  SMS_METHOD: z.enum(['GET', 'POST']).default('POST'),
  SMS_HEADERS: RequestHeaders,
  SMS_BODY: z.string().optional(),
  /** Working on it is over so many days after the citizen was told and said nothing. */
  CLOSE_AFTER_DAYS: z.coerce.number().min(0).max(90).default(5),
  /** T of the service level. */
  SERVICE_LEVEL_SECONDS: ServiceLevelSeconds.default(20),
  /** `yes`: who hung up before SHORT_ABANDON_SECONDS is called back too. */
  MISSED_SHORT_ABANDONS: z.enum(['yes', 'no']).default('no'),
  SHORT_ABANDON_SECONDS: z.coerce.number().int().min(0).default(5),
  /** How long messages of the hall's chat are kept. */
  CHAT_DAYS: z.coerce.number().int().min(1).max(3_650).default(30),
}).superRefine(checkSpeechSettings)
export type TicketingSettings = z.infer<typeof TicketingSettings>

/** Injection token of {@link TicketingSettings}. */
export const SETTINGS = Symbol('SETTINGS')

/** The zone of every day, hour and deadline that a person sees. */
export const ZONE = 'Asia/Ho_Chi_Minh'
