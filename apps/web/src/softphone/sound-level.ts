const HUNDREDTH_MS = 10
const FLOOR_DB = -100

const toDb = (amplitude: number): number => (amplitude <= 0 ? FLOOR_DB : Math.max(FLOOR_DB, 20 * Math.log10(amplitude)))

/** The level of a piece of sound, in dB under a full-scale sine. */
export function levelOf(samples: Float32Array): number {
  let sum = 0
  for (const sample of samples) sum += sample * sample
  return toDb(Math.sqrt((2 * sum) / samples.length))
}

/** The level of one tone in a piece of sound (Goertzel's algorithm), in dB under full scale. */
export function toneLevelOf(samples: Float32Array, hertz: number, rate: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * hertz) / rate)
  let [before, last] = [0, 0]
  for (const sample of samples) [before, last] = [last, sample + turn * last - before]
  const power = before * before + last * last - turn * before * last
  return toDb((2 * Math.sqrt(Math.max(0, power))) / samples.length)
}

/** Tells a stream's newest sound again and again, until the returned function is called. */
export function listenToStream(context: AudioContext, stream: MediaStream, heard: (samples: Float32Array) => void): () => void {
  const source = context.createMediaStreamSource(stream)
  const analyser = context.createAnalyser()
  analyser.fftSize = 1024
  source.connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples)
    heard(samples)
  }, HUNDREDTH_MS)
  return () => {
    clearInterval(timer)
    source.disconnect()
  }
}
