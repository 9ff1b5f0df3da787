import { CONSULT_CALLER, OWN_CALL_CALLER, RESUMED_HEADER, RESUMED_OWN_CALL, type SipLine } from '@app/contracts'
import { UA, WebSocketInterface, type C } from 'jssip'
import type { RTCSession } from 'jssip/lib/RTCSession'
import type { IncomingRTCSessionEvent, OutgoingRTCSessionEvent } from 'jssip/lib/UA'
import { unreachable } from '../api/refused-request.js'
import { BROKEN_OFF_END, tellTroubleAsBrokenOff } from './broken-off-end.js'
import { ConnectionGuard } from './connection-guard.js'
import { MicrophoneGuard, type MicrophoneNews } from './microphone-guard.js'
import { checkMicrophone, microphoneConstraints } from './microphone.js'
import { SecondCall } from './second-call.js'
import { openSilentTrack, type SilentTrack } from './silent-track.js'
import { playOn, readSoundSettings } from './sound-settings.js'
import { readStatistics, type SoftphoneStatistics } from './softphone-statistics.js'
import { foldSoftphone, isEchoCall, SILENT_SOFTPHONE, type SoftphoneEvent, type SoftphoneState } from './softphone-state.js'

/** No STUN: browser and Asterisk see each other directly. */
const PEER_CONNECTION: RTCConfiguration = { iceServers: [] }
const BUSY_HERE = 486
const REACH_WITHIN_MS = 8_000
/** A REGISTER that an Asterisk gets while it is starting is never answered, and JsSIP waits 32 s (timer F) for it. */
const REGISTER_WITHIN_MS = 5_000

/**
 * One line and at most one call, over JsSIP. It does media; whether the operator is offered, talking or in wrap-up is
 * what Asterisk says, not what this class says.
 */
export class Softphone {
  private readonly listeners = new Set<() => void>()
  private state: SoftphoneState = SILENT_SOFTPHONE
  private agent: UA | null = null
  private session: RTCSession | null = null
  /** Sent in the present call from its beginning, for want of a microphone. */
  private silence: SilentTrack | null = null
  /** Legs in a row that found no way to Asterisk. */
  private deadWays = 0
  private registering: ReturnType<typeof setTimeout> | undefined
  private readonly second = new SecondCall((speaking) => this.fold({ type: 'second', speaking }))
  private microphoneGuard: MicrophoneGuard | null = null
  private connectionGuard: ConnectionGuard | null = null

  /** @param audio where the other side is heard; must be part of the page, else browsers measure no energy */
  constructor(private readonly audio: HTMLAudioElement) {}

  readonly getState = (): SoftphoneState => this.state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Takes a line. A registered one gets calls; a citizen's line only makes them. Replaces the line before, and ends its call. */
  connect(line: SipLine, { register }: { register: boolean }): void {
    this.disconnect()
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
    const agent = new UA({
      sockets: [new WebSocketInterface(`${scheme}://${location.host}${line.webSocketPath}`)],
      uri: line.uri,
      authorization_user: line.authorizationUser,
      password: line.password,
      register,
      register_expires: 120,
      session_timers: false,
      connection_recovery_min_interval: 1,
      connection_recovery_max_interval: 5,
    })
    this.agent = agent
    const heard = (event: SoftphoneEvent) => {
      if (this.agent === agent) this.fold(event)
    }
    agent.on('connecting', () => heard({ type: 'line', line: 'connecting' }))
    agent.on('disconnected', () => {
      clearTimeout(this.registering)
      heard({ type: 'line', line: 'connecting' })
    })
    agent.on('connected', () => {
      heard({ type: 'line', line: register ? 'connecting' : 'registered' })
      clearTimeout(this.registering)
      if (register) this.registering = setTimeout(() => heard({ type: 'line', line: 'failed' }), REGISTER_WITHIN_MS)
    })
    let wasAway = false
    agent.on('disconnected', () => (wasAway = true))
    agent.on('registered', () => {
      clearTimeout(this.registering)
      heard({ type: 'line', line: 'registered' })
      if (this.agent === agent && wasAway) this.renewWay()
      wasAway = false
    })
    agent.on('unregistered', () => heard({ type: 'line', line: 'connecting' }))
    agent.on('registrationFailed', () => {
      clearTimeout(this.registering)
      heard({ type: 'line', line: 'failed' })
    })
    agent.on('newRTCSession', (event: IncomingRTCSessionEvent | OutgoingRTCSessionEvent) => this.adopt(event))
    this.fold({ type: 'line', line: 'connecting' })
    agent.start()
  }

  /** Takes a line that only makes calls and waits until Asterisk is reached. @throws RefusedRequest when it is not */
  async reach(line: SipLine): Promise<void> {
    this.connect(line, { register: false })
    await this.until(({ line: now }) => now === 'registered', REACH_WITHIN_MS).catch(() => {
      this.disconnect()
      throw unreachable()
    })
  }

  /** Resolves when no call is left. */
  callEnded(): Promise<void> {
    return this.until(({ call }) => call === null)
  }

  /** Gives the line back; a call on it ends. */
  disconnect(): void {
    const agent = this.agent
    if (!agent) return
    this.hangUp()
    clearTimeout(this.registering)
    this.agent = null
    agent.stop()
    this.fold({ type: 'line', line: 'off' })
  }

  /** Asks the browser for the microphone before a call needs it. */
  async checkMicrophone(): Promise<void> {
    this.fold({ type: 'microphone', microphone: await checkMicrophone() })
    this.microphoneGuard?.look()
  }

  /** After a sleep: asks Asterisk now whether it still knows this line. */
  wake(): void {
    const { agent } = this
    if (!agent || this.state.line !== 'registered') return
    this.connectionGuard?.look()
    agent.register()
    clearTimeout(this.registering)
    this.registering = setTimeout(() => this.agent === agent && this.fold({ type: 'line', line: 'failed' }), REGISTER_WITHIN_MS)
  }

  /** @param voice what is sent in the microphone's place */
  call(target: string, voice?: MediaStream): void {
    this.agent?.call(target, { ...(voice ? { mediaStream: voice } : { mediaConstraints: microphoneConstraints() }), pcConfig: PEER_CONNECTION })
  }

  /** Whether the call was answered in time; at once false when it ended before. */
  async established(withinMs: number): Promise<boolean> {
    await this.until(({ call }) => call === null || call.phase === 'established', withinMs).catch(() => undefined)
    return this.state.call?.phase === 'established'
  }

  /** What the other side of the present call says; null without one. */
  heard(): MediaStream | null {
    return this.audio.srcObject instanceof MediaStream ? this.audio.srcObject : null
  }

  /** Lets the other side sound where the person chose (sound-settings.ts). */
  async useChosenSpeaker(): Promise<void> {
    await playOn(this.audio, readSoundSettings().speaker)
  }

  answer(): void {
    if (!this.session || this.state.call?.phase !== 'ringing' || this.state.call.direction !== 'incoming') return
    this.fold({ type: 'answering' })
    // A talk that goes on does so without a microphone too: the citizen is heard, and the operator told what to do.
    const dumb = this.state.call.resumed === true && (this.state.microphone === 'refused' || this.state.microphone === 'absent')
    this.silence = dumb ? openSilentTrack() : null
    this.session.answer({ ...(this.silence ? { mediaStream: new MediaStream([this.silence.track]) } : { mediaConstraints: microphoneConstraints() }), pcConfig: PEER_CONNECTION })
  }

  /** Says "busy" to an offer; anything later is a hang-up. */
  refuse(): void {
    this.end(this.state.call?.phase === 'ringing' ? BUSY_HERE : undefined)
  }

  /** Legal in every state. */
  hangUp(): void {
    this.end(undefined)
  }

  /** Whoever is asked while the citizen is on hold, or the citizen: the other one of the two. */
  swap(): void {
    this.second.swap(this.session)
  }

  /** Back to the citizen alone. */
  endSecond(): void {
    this.second.hangUp()
    this.setHeld(false)
  }

  /** Ends the talk against the operator's will: Asterisk keeps the citizen until this operator's softphone is there again. */
  breakOff(): void {
    if (this.state.call?.phase !== 'established' || this.state.call.direction !== 'incoming' || isEchoCall(this.state.call)) return this.hangUp()
    if (this.session && !this.session.isEnded()) this.session.terminate(BROKEN_OFF_END)
  }

  setMuted(muted: boolean): void {
    this.second.setMuted(muted)
    if (muted) this.session?.mute({ audio: true })
    else this.session?.unmute({ audio: true })
  }

  /** The caller hears Asterisk's music. Refused by JsSIP while an earlier change is still under way. */
  setHeld(held: boolean): void {
    if (this.state.call?.phase !== 'established') return
    if (held) this.session?.hold()
    else this.session?.unhold()
  }

  /** One key of the dial pad as an RTP telephone-event (RFC 4733). */
  sendDigit(digit: string): void {
    const send = (session: RTCSession) => session.sendDTMF(digit, { transportType: 'RFC2833' as C.DTMF_TRANSPORT, duration: 160 })
    if (this.state.second === 'asked') this.second.sendDigit(send)
    else if (this.session && this.state.call?.phase === 'established') send(this.session)
  }

  /** Lets sound play, from within a click or key press. */
  unblockSound(): void {
    this.play()
  }

  /** What went both ways in the present call; null without one. */
  async statistics(): Promise<SoftphoneStatistics | null> {
    const connection = this.session?.connection as RTCPeerConnection | undefined
    return connection ? readStatistics(connection) : null
  }

  private adopt(event: IncomingRTCSessionEvent | OutgoingRTCSessionEvent): void {
    const session = event.session
    const incoming = (event.originator as string) === 'remote'
    const resumedAs = incoming ? event.request.getHeader(RESUMED_HEADER) : undefined
    const resumed = resumedAs !== undefined
    // A citizen goes before a sound check; and of a talk that goes on in a new leg the old one is dead.
    if (this.session && (resumed || isEchoCall(this.state.call))) this.hangUp()
    if (this.session && !this.second.exists && this.state.call?.phase === 'established' && session.remote_identity.uri.user === CONSULT_CALLER) {
      this.second.take(session, this.session)
      return
    }
    if (this.session) {
      session.terminate({ status_code: BUSY_HERE })
      return
    }
    if (resumed && this.deadWays > 0) {
      // No sound comes here now: the citizen goes on to another operator.
      session.terminate({ status_code: BUSY_HERE })
      return
    }
    if (incoming) tellTroubleAsBrokenOff(session)
    this.session = session
    this.fold({ type: 'call-began', direction: incoming ? 'incoming' : 'outgoing', number: resumedAs === RESUMED_OWN_CALL ? OWN_CALL_CALLER : (session.remote_identity.uri.user ?? ''), resumed })
    const over = (cause: string, failed: boolean) => {
      if (this.session !== session) return
      this.session = null
      this.microphoneGuard?.stop()
      this.connectionGuard?.stop()
      this.microphoneGuard = null
      this.connectionGuard = null
      this.audio.srcObject = null
      this.fold({ type: 'call-ended', cause, failed })
    }
    session.on('accepted', () => {
      this.fold({ type: 'established', at: Date.now() })
      this.guard(session)
    })
    session.on('muted', () => this.fold({ type: 'muted', muted: true }))
    session.on('unmuted', () => this.fold({ type: 'muted', muted: false }))
    session.on('hold', ({ originator }) => (originator as string) === 'local' && this.fold({ type: 'held', held: true }))
    session.on('unhold', ({ originator }) => (originator as string) === 'local' && this.fold({ type: 'held', held: false }))
    session.on('getusermediafailed', (error: unknown) =>
      this.fold({ type: 'microphone', microphone: error instanceof DOMException && error.name === 'NotAllowedError' ? 'refused' : 'absent' }),
    )
    session.on('ended', ({ cause }) => over(cause, false))
    session.on('failed', ({ cause }) => over(cause, true))
    session.on('peerconnection', ({ peerconnection }) => this.listenTo(peerconnection))
    // An outgoing session has its connection before anybody could listen for the event.
    if (session.connection) this.listenTo(session.connection)
    if (resumed) this.answer()
  }

  /** What keeps an established call's voice and way. */
  private guard(session: RTCSession): void {
    const connection = session.connection as RTCPeerConnection | undefined
    if (!connection || this.session !== session) return
    const heard = (news: MicrophoneNews) => {
      this.fold({ type: 'microphone', microphone: news.type === 'found' ? 'granted' : news.why })
      if (news.type === 'found') this.fold({ type: 'microphone-changed', label: news.label })
    }
    this.microphoneGuard = new MicrophoneGuard(connection, heard, this.silence)
    this.connectionGuard = new ConnectionGuard(connection, {
      // A talk that found its way, and be it a new one, makes good what was before.
      found: () => (this.deadWays = 0),
      told: (well) => this.fold({ type: 'way', lost: !well }),
      mend: () => this.state.line === 'registered' && session.renegotiate({ rtcOfferConstraints: { iceRestart: true } }),
      giveUp: (everWell) => {
        this.deadWays = everWell ? 0 : this.deadWays + 1
        this.breakOff()
      },
    })
  }

  /** The socket is another one: by a new offer Asterisk learns where to send what ends this call. */
  private renewWay(): void {
    if (this.state.call?.phase !== 'established') return
    this.session?.renegotiate()
    this.connectionGuard?.look()
  }

  private listenTo(connection: RTCPeerConnection): void {
    connection.addEventListener('track', ({ track, streams }) => {
      this.audio.srcObject = streams[0] ?? new MediaStream([track])
      this.play()
    })
  }

  private play(): void {
    void this.useChosenSpeaker()
    this.audio.play().then(
      () => this.fold({ type: 'sound-blocked', blocked: false }),
      (error: unknown) => {
        // AbortError: the call ended before the sound began.
        if (error instanceof DOMException && error.name === 'NotAllowedError') this.fold({ type: 'sound-blocked', blocked: true })
      },
    )
  }

  private until(holds: (state: SoftphoneState) => boolean, withinMs?: number): Promise<void> {
    return new Promise((resolve, reject) => {
      let timer: ReturnType<typeof setTimeout> | undefined
      const check = () => {
        if (!holds(this.state)) return
        clearTimeout(timer)
        stop()
        resolve()
      }
      const stop = this.subscribe(check)
      if (withinMs !== undefined) {
        timer = setTimeout(() => {
          stop()
          reject(new Error('the softphone did not get there in time'))
        }, withinMs)
      }
      check()
    })
  }

  private end(statusCode: number | undefined): void {
    if (!this.session || this.session.isEnded()) return
    this.session.terminate(statusCode === undefined ? {} : { status_code: statusCode })
  }

  private fold(event: SoftphoneEvent): void {
    const next = foldSoftphone(this.state, event)
    if (next === this.state) return
    this.state = next
    for (const listener of this.listeners) listener()
  }
}
