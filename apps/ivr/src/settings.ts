import { HostList, ListenSettings, PortSetting } from '@app/service'
import { QueueName } from '@app/contracts'
import { z } from 'zod'

export const IvrSettings = ListenSettings.extend({
  ARI_URL: z.url(),
  ARI_USERNAME: z.string(),
  ARI_PASSWORD: z.string(),
  /** Where apps/ticketing puts published flows. */
  FLOWS_DIR: z.string(),
  /** Who is asked for the state of a ticket. */
  TICKETING_URL: z.url(),
  /** Who is asked how it stands in a queue. */
  CONSOLE_URL: z.url(),
  /** Hosts that a flow's web request may go to, with a comma between them: `api.example.vn,10.1.2.3:8080`. Apps/ticketing refuses a flow that names another. */
  WEB_REQUEST_HOSTS: HostList,
  SESSION_SECRET: z.string().min(32),
  /** Where a caller goes when nothing else works any more. */
  FALLBACK_QUEUE: QueueName.default('procedures'),
  IVR_PORT: PortSetting.default(10223),
})
export type IvrSettings = z.infer<typeof IvrSettings>

/** Injection token of the IVR's settings. */
export const SETTINGS = Symbol('settings')
