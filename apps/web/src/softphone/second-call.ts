import type { RTCSession } from 'jssip/lib/RTCSession'
import { microphoneConstraints } from './microphone.js'
import { playOn, readSoundSettings } from './sound-settings.js'

const PEER_CONNECTION: RTCConfiguration = { iceServers: [] }

/**
 * The operator's second leg: somebody is asked while the citizen is on hold on the first. Of the two at most one is heard and hears; the other
 * side of the one on hold hears Asterisk's music.
 */
export class SecondCall {
  private session: RTCSession | null = null
  private audio: HTMLAudioElement | null = null

  /** @param changed whom the operator speaks with: null without a second leg */
  constructor(private readonly changed: (speaking: 'asked' | 'citizen' | null) => void) {}

  get exists(): boolean {
    return this.session !== null
  }

  /** Answers it once the citizen is on hold. */
  take(session: RTCSession, citizen: RTCSession): void {
    this.session = session
    const over = () => {
      if (this.session !== session) return
      this.session = null
      this.audio?.remove()
      this.audio = null
      this.changed(null)
    }
    session.on('ended', over)
    session.on('failed', over)
    session.on('peerconnection', ({ peerconnection }) => peerconnection.addEventListener('track', ({ track, streams }) => this.play(streams[0] ?? new MediaStream([track]))))
    const answer = () => {
      if (session.isEnded()) return
      session.answer({ mediaConstraints: microphoneConstraints(), pcConfig: PEER_CONNECTION })
      this.changed('asked')
    }
    if (citizen.isOnHold().local) answer()
    // Who cannot put the citizen on hold would be heard by both.
    else if (!citizen.hold({}, answer)) session.terminate({ status_code: 486 })
  }

  /** Speaks with the other one of the two. Never with both: the one is put on hold before the other is heard. */
  swap(citizen: RTCSession | null): void {
    const second = this.session
    if (!second || !citizen) return
    if (citizen.isOnHold().local) second.hold({}, () => citizen.unhold({}, () => this.changed('citizen')))
    else citizen.hold({}, () => second.unhold({}, () => this.changed('asked')))
  }

  setMuted(muted: boolean): void {
    if (muted) this.session?.mute({ audio: true })
    else this.session?.unmute({ audio: true })
  }

  sendDigit(send: (session: RTCSession) => void): void {
    if (this.session) send(this.session)
  }

  hangUp(): void {
    if (this.session && !this.session.isEnded()) this.session.terminate()
  }

  private play(stream: MediaStream): void {
    const audio = this.audio ?? document.createElement('audio')
    audio.dataset['testid'] = 'second-audio'
    audio.autoplay = true
    audio.srcObject = stream
    // Part of the page, else browsers measure no energy.
    if (!this.audio) document.body.append(audio)
    this.audio = audio
    void playOn(audio, readSoundSettings().speaker)
    // Sound was allowed when the talk began; AbortError: it ended before it began.
    audio.play().catch((error: unknown) => {
      if (!(error instanceof DOMException)) throw error
    })
  }
}
