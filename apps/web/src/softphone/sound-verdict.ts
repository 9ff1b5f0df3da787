/** What a sound check measured. Levels in dB under full scale. */
export type SoundFigures = {
  /** The loudest moment while the person spoke; null: the microphone gave nothing. */
  microphoneDb: number | null
  /** Null: Asterisk did not take the call. */
  echo: EchoFigures | null
  /** Null: the browser has not measured it. */
  network: NetworkFigures | null
}

export type EchoFigures = {
  sent: number
  returned: number
  /** How much louder (over 0) or quieter what came back is than what was sent; null: nothing came back. */
  gainDb: number | null
  /** From the tone's beginning here to its return, devices' and jitter buffer's time included; null: nothing came back. */
  roundTripMs: number | null
}

export type NetworkFigures = { jitterMs: number; lossPercent: number; roundTripMs: number | null }

export const SOUND_FINDINGS = ['microphone-silent', 'microphone-quiet', 'microphone-clipping', 'echo-refused', 'echo-lost', 'echo-broken', 'echo-quiet', 'echo-late', 'network-loss', 'network-jitter', 'network-slow'] as const
export type SoundFinding = (typeof SOUND_FINDINGS)[number]

export type SoundVerdict = { verdict: 'good' | 'usable' | 'bad'; findings: SoundFinding[] }

/** Heard of nobody: no shift begins like this. The others are mended when there is time. */
const BAD: ReadonlySet<SoundFinding> = new Set(['microphone-silent', 'echo-refused', 'echo-lost', 'network-loss'])

const SILENT_DB = -60
const QUIET_DB = -38
const CLIPPING_DB = -0.5
const QUIET_GAIN_DB = -10
/** ITU-T G.114: over 400 ms one way is unacceptable, to 150 ms nobody notices; half of each lies in the citizen's telephone network. */
const LATE_ECHO_MS = 500
const SLOW_NETWORK_MS = 300
const JITTER_MS = 40
const LOSS_PERCENT = 3

/** Whether one can work with this, and what stands in the way, the gravest first. */
export function soundVerdict({ microphoneDb, echo, network }: SoundFigures): SoundVerdict {
  const findings: SoundFinding[] = [...microphoneFindings(microphoneDb), ...echoFindings(echo), ...networkFindings(network)]
  const bad = findings.filter((finding) => BAD.has(finding))
  const verdict = bad.length > 0 ? 'bad' : findings.length > 0 ? 'usable' : 'good'
  return { verdict, findings: [...bad, ...findings.filter((finding) => !BAD.has(finding))] }
}

function microphoneFindings(db: number | null): SoundFinding[] {
  if (db === null || db < SILENT_DB) return ['microphone-silent']
  if (db < QUIET_DB) return ['microphone-quiet']
  return db > CLIPPING_DB ? ['microphone-clipping'] : []
}

function echoFindings(echo: EchoFigures | null): SoundFinding[] {
  if (echo === null) return ['echo-refused']
  if (echo.returned === 0) return ['echo-lost']
  const findings: SoundFinding[] = []
  if (echo.returned < echo.sent) findings.push('echo-broken')
  if (echo.gainDb !== null && echo.gainDb < QUIET_GAIN_DB) findings.push('echo-quiet')
  if (echo.roundTripMs !== null && echo.roundTripMs > LATE_ECHO_MS) findings.push('echo-late')
  return findings
}

function networkFindings(network: NetworkFigures | null): SoundFinding[] {
  if (network === null) return []
  const findings: SoundFinding[] = []
  if (network.lossPercent > LOSS_PERCENT) findings.push('network-loss')
  if (network.jitterMs > JITTER_MS) findings.push('network-jitter')
  if (network.roundTripMs !== null && network.roundTripMs > SLOW_NETWORK_MS) findings.push('network-slow')
  return findings
}
