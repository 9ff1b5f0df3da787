import { microphoneConstraints } from './microphone.js'
import { openSilentTrack, type SilentTrack } from './silent-track.js'
import type { Microphone } from './softphone-state.js'

/** `found`: the talk has a voice again, from this device. */
export type MicrophoneNews = { type: 'lost'; why: Exclude<Microphone, 'unknown' | 'granted'> } | { type: 'found'; label: string }

/**
 * Keeps a talk's voice going: where its microphone is unplugged or the permission is taken back, another one is taken as soon as there is one.
 * The talk itself is not touched (replaceTrack needs no new offer); meanwhile silence is sent.
 */
export class MicrophoneGuard {
  private readonly over = new AbortController()
  private own: MediaStreamTrack | null = null
  private taking = false
  private missing: boolean

  /** @param silence what the call began with, where there was no microphone */
  constructor(
    private readonly connection: RTCPeerConnection,
    private readonly tell: (news: MicrophoneNews) => void,
    private silence: SilentTrack | null,
  ) {
    this.missing = silence !== null
    const track = this.sender()?.track
    if (!track) return
    // The devices' list also changes at each permission; a look costs nothing.
    navigator.mediaDevices.addEventListener('devicechange', () => this.look(), { signal: this.over.signal })
    this.watch(track)
  }

  /** The permission or the devices may have changed. */
  look(): void {
    if (this.missing || this.sender()?.track?.readyState === 'ended') void this.take()
  }

  stop(): void {
    this.over.abort()
    this.own?.stop()
    this.silence?.close()
  }

  private sender(): RTCRtpSender | undefined {
    return this.connection.getSenders().find(({ track }) => track?.kind === 'audio')
  }

  private watch(track: MediaStreamTrack): void {
    track.addEventListener('ended', () => void this.take(), { signal: this.over.signal })
    if (track.readyState === 'ended') void this.take()
  }

  private async sendSilence(sender: RTCRtpSender, enabled: boolean): Promise<void> {
    if (this.silence) return
    this.silence = openSilentTrack()
    // What was mute or on hold must be so again when a microphone takes its place.
    this.silence.track.enabled = enabled
    await sender.replaceTrack(this.silence.track)
  }

  private async take(): Promise<void> {
    const sender = this.sender()
    if (!sender || this.taking || this.over.signal.aborted) return
    this.taking = true
    const before = sender.track
    try {
      const stream = await navigator.mediaDevices.getUserMedia(microphoneConstraints())
      const [track] = stream.getAudioTracks()
      if (!track) return
      if (this.over.signal.aborted) return track.stop()
      // Whoever was mute or on hold stays so.
      track.enabled = before?.enabled ?? true
      await sender.replaceTrack(track)
      this.own?.stop()
      this.own = track
      this.silence?.close()
      this.silence = null
      this.missing = false
      this.tell({ type: 'found', label: track.label })
      this.watch(track)
    } catch (error) {
      if (!(error instanceof DOMException)) throw error
      if (this.over.signal.aborted) return
      this.missing = true
      await this.sendSilence(sender, before?.enabled ?? true)
      this.tell({ type: 'lost', why: error.name === 'NotAllowedError' ? 'refused' : 'absent' })
    } finally {
      this.taking = false
    }
  }
}
