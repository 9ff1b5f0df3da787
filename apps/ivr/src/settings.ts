import { ListenSettings, PortSetting } from '@app/service'
import { QueueName } from '@app/contracts'
import { z } from 'zod'

export const IvrSettings = ListenSettings.extend({
  ARI_URL: z.url(),
  ARI_USERNAME: z.string(),
  ARI_PASSWORD: z.string(),
  FLOW_FILE: z.string(),
  /** Holds `vi/hotline/*.wav` and `en/hotline/*.wav`. */
  SOUNDS_DIR: z.string(),
  /** Holds `vi.yaml` and `en.yaml`; without it, the `prompts` folder beside the flow's folder. */
  PROMPTS_DIR: z.string().optional(),
  QUEUES: z
    .string()
    .default('procedures,reports')
    .transform((text) => text.split(','))
    .pipe(z.array(QueueName)),
  /** Where a caller goes when nothing else works any more. */
  FALLBACK_QUEUE: QueueName.default('procedures'),
  IVR_PORT: PortSetting.default(10223),
})
export type IvrSettings = z.infer<typeof IvrSettings>
