import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expectEventually } from '../stack/expect-eventually.js'
import { RtpEndpoint } from './rtp-endpoint.js'

const SCENARIOS = { answers: 'called-citizen.xml', 'is busy': 'busy-citizen.xml', 'does not answer': 'unanswered-citizen.xml', 'lets it ring': 'ringing-citizen.xml', 'hangs up soon': 'hanging-up-citizen.xml', 'does not exist': 'no-such-citizen.xml' }
type CitizenDeed = keyof typeof SCENARIOS
/** How loud something must be to count as sound; a prompt is about 0.1. */
const AUDIBLE = 0.01

/** A citizen's telephone to which 1022 itself calls: sipp takes one call on the trunk's address. */
export class CalledCitizen {
  private readonly exit: Promise<number | null>

  private constructor(
    sipp: ChildProcess,
    private readonly rtp: RtpEndpoint,
    private readonly folder: string,
  ) {
    const endWithUs = () => sipp.kill()
    process.once('exit', endWithUs)
    this.exit = new Promise((resolve) =>
      sipp.once('exit', (code) => {
        process.off('exit', endWithUs)
        rtp.close()
        resolve(code)
      }),
    )
  }

  /**
   * Waits for one call. @param contact `host:port` where the trunk's calls go
   * @param how what the citizen does; one who answers speaks a tone of `hertz`; one who hangs up does so `afterSeconds` of the answer
   */
  static async waitAt(contact: string, how: CitizenDeed, { hertz = 500, limitSeconds = 120, afterSeconds = 4 } = {}): Promise<CalledCitizen> {
    const [address = '', port = ''] = contact.split(':')
    const [rtp, folder] = await Promise.all([RtpEndpoint.open(address, hertz), mkdtemp(join(tmpdir(), 'hotline-sipp-'))])
    const scenario = join(import.meta.dirname, SCENARIOS[how])
    const sipp = spawn(
      'timeout',
      [
        ...['--kill-after=2', String(limitSeconds + 10), 'sipp', '-sf', scenario, '-m', '1', '-i', address, '-p', port],
        ...['-key', 'rtp_address', address, '-key', 'rtp_port', String(rtp.port)],
        ...['-d', String(afterSeconds * 1000)],
        ...['-timeout', `${limitSeconds}s`, '-nostdin', '-trace_err', '-error_file', join(folder, 'errors.log')],
      ],
      { cwd: folder, stdio: 'ignore' },
    )
    return new CalledCitizen(sipp, rtp, folder)
  }

  /** Waits until a tone is heard. */
  async hears({ frequency }: { frequency: number }, timeout = 60_000): Promise<void> {
    await expectEventually(() => {
      if (this.rtp.remembered <= 330 || this.rtp.strength(frequency, 330) <= 0.03) throw new Error(`the called citizen hears no tone of ${frequency} Hz`)
    }, timeout)
  }

  /** Waits until so much of what is not silence has come, from now on. @param milliseconds of sound, silence between sentences not counted */
  async hearsSpeech(milliseconds: number, timeout = 60_000): Promise<void> {
    let heard = 0
    const stop = this.rtp.onHeard(() => {
      if (this.rtp.loudness(20) > AUDIBLE) heard += 20
    })
    try {
      await expectEventually(() => {
        if (heard < milliseconds) throw new Error(`the called citizen heard ${heard} ms of speech only`)
      }, timeout, 50)
    } finally {
      stop()
    }
  }

  /** Waits while so much of whatever comes, speech or silence, goes by. */
  async listens(milliseconds: number, timeout = milliseconds + 60_000): Promise<void> {
    const until = this.rtp.packetsReceived + milliseconds / 20
    await expectEventually(() => {
      if (this.rtp.packetsReceived < until) throw new Error(`the called citizen heard ${until - this.rtp.packetsReceived} packets too few`)
    }, timeout, 50)
  }

  /** Keys that were pressed at the other side. */
  get keys(): string {
    return this.rtp.keys
  }

  /** Which of the tones are heard in the next two seconds. */
  async tones(frequencies: readonly number[]): Promise<number[]> {
    this.rtp.forget()
    await expectEventually(() => {
      if (this.rtp.remembered <= 2_000) throw new Error('the called citizen does not hear two seconds of sound')
    }, 30_000)
    return frequencies.filter((frequency) => this.rtp.strength(frequency, 2_000) > 0.01)
  }

  press(key: string): Promise<void> {
    return this.rtp.press(key)
  }

  /** Resolves when the call is over. @throws Error when there was none, or it went otherwise */
  async ended(): Promise<void> {
    const code = await this.exit
    const errors = await readFile(join(this.folder, 'errors.log'), 'utf8').catch(() => '')
    await rm(this.folder, { recursive: true, force: true })
    if (code !== 0) throw new Error(`sipp ended with status ${code}: ${errors.trim().slice(0, 800)}`)
  }
}
