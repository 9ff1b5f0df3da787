import { z } from 'zod'

const Channel = z.object({
  id: z.string(),
  name: z.string(),
  language: z.string().optional(),
  /** ISO 8601, when the channel was made. */
  creationtime: z.string().optional(),
  caller: z.object({ number: z.string() }).optional(),
  dialplan: z.object({ context: z.string().optional(), exten: z.string().optional(), app_name: z.string().optional(), app_data: z.string().optional() }).optional(),
})
export const AriChannels = z.array(Channel)
export type AriChannel = z.infer<typeof Channel>

export const AriVariable = z.object({ value: z.string() })

/** The events this project acts on; field names are ARI's own. */
const Event = z.discriminatedUnion('type', [
  z.object({ type: z.literal('StasisStart'), channel: Channel, args: z.array(z.string()).default([]) }),
  // Whoever hangs up leaves Stasis too, so ChannelDestroyed would tell the same a second time.
  z.object({ type: z.literal('StasisEnd'), channel: Channel }),
  z.object({ type: z.literal('ChannelDtmfReceived'), channel: Channel, digit: z.string() }),
  z.object({ type: z.literal('PlaybackFinished'), playback: z.object({ id: z.string(), state: z.string(), target_uri: z.string() }) }),
  z.object({ type: z.literal('ApplicationReplaced'), application: z.string() }),
])
export type AriEvent = z.infer<typeof Event>

/** All others stay in Asterisk (applications.filter): each set variable would be one. */
export const ARI_EVENT_TYPES: readonly string[] = Event.options.map((option) => option.shape.type.value)
const KNOWN = new Set(ARI_EVENT_TYPES)

/**
 * One message of the event socket.
 * @returns null for a kind of event this project does not act on
 * @throws when it is not JSON, or a known event lacks a field
 */
export function parseAriEvent(text: string): AriEvent | null {
  const raw: unknown = JSON.parse(text)
  const type = z.object({ type: z.string() }).parse(raw).type
  return KNOWN.has(type) ? Event.parse(raw) : null
}
