/** What this browser's person chose; an empty device is the system's own choice. */
export type SoundSettings = {
  microphone: string
  speaker: string
  ringer: string
  /** 0 to 1. */
  ringVolume: number
}

const KEPT = 'hotline.sound'
const UNCHOSEN: SoundSettings = { microphone: '', speaker: '', ringer: '', ringVolume: 0.7 }

/** Kept per browser: the devices belong to the machine, not to the account. */
export function readSoundSettings(storage: Pick<Storage, 'getItem'> = localStorage): SoundSettings {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEPT) ?? '{}')
    return { ...UNCHOSEN, ...soundSettingsIn(kept) }
  } catch (error) {
    // Written by hand or by an older page: as if nothing had been chosen.
    if (error instanceof SyntaxError) return UNCHOSEN
    throw error
  }
}

export const writeSoundSettings = (settings: SoundSettings, storage: Pick<Storage, 'setItem'> = localStorage): void => storage.setItem(KEPT, JSON.stringify(settings))

function soundSettingsIn(kept: unknown): Partial<SoundSettings> {
  if (typeof kept !== 'object' || kept === null) return {}
  const found: Partial<SoundSettings> = {}
  const record = kept as Record<string, unknown>
  for (const name of ['microphone', 'speaker', 'ringer'] as const) if (typeof record[name] === 'string') found[name] = record[name]
  const volume = record['ringVolume']
  if (typeof volume === 'number' && volume >= 0 && volume <= 1) found.ringVolume = volume
  return found
}

type Sink = { setSinkId?: (id: string) => Promise<void> }

/** Lets it sound on the chosen device, where the browser can choose; on the system's own when that device is gone. */
export async function playOn(sink: HTMLAudioElement | AudioContext, device: string): Promise<void> {
  const { setSinkId } = sink as Sink
  if (!setSinkId) return
  await setSinkId.call(sink, device).catch((error: unknown) => {
    // AbortError: closed in between. NotFoundError, NotAllowedError: unplugged, or the permission is gone; the system's own goes on.
    if (!(error instanceof DOMException)) throw error
  })
}

/** Whether this browser lets a page choose where it sounds. */
export const canChooseSpeaker = (): boolean => 'setSinkId' in HTMLMediaElement.prototype
