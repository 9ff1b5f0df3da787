import { useEffect, useRef, useState } from 'react'
import { encodeWav } from './encode-wav.js'

export type MicrophoneState = 'off' | 'asking' | 'recording' | 'refused' | 'none' | 'unreadable'

interface Recording {
  recorder: MediaRecorder
  stream: MediaStream
  context: AudioContext
}

/** Records the person's own microphone. Nothing is asked for before `start`. */
export function useMicrophone(onSound: (wav: Blob) => void) {
  const [state, setState] = useState<MicrophoneState>('off')
  /** 0 to 1, while recording. */
  const [level, setLevel] = useState(0)
  const running = useRef<Recording | null>(null)

  const release = () => {
    running.current?.stream.getTracks().forEach((track) => track.stop())
    void running.current?.context.close()
    running.current = null
    setLevel(0)
  }
  // Who leaves while it records wanted none of it.
  useEffect(
    () => () => {
      if (running.current) running.current.recorder.onstop = null
      release()
    },
    [],
  )

  const start = async () => {
    setState('asking')
    // Browsers have it on https and on this very machine only.
    if (!('mediaDevices' in navigator)) return setState('none')
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
      const context = new AudioContext()
      const recorder = new MediaRecorder(stream)
      const chunks: Blob[] = []
      recorder.ondataavailable = ({ data }) => chunks.push(data)
      recorder.onstop = () => void wavOf(new Blob(chunks, { type: recorder.mimeType })).then(onSound, () => setState('unreadable'))
      running.current = { recorder, stream, context }
      watchLevel(stream, context, setLevel)
      recorder.start()
      setState('recording')
    } catch (error) {
      release()
      setState(error instanceof DOMException && error.name === 'NotFoundError' ? 'none' : 'refused')
    }
  }
  const stop = () => {
    running.current?.recorder.stop()
    release()
    setState('off')
  }
  return { state, level, start: () => void start(), stop }
}

function watchLevel(stream: MediaStream, context: AudioContext, tell: (level: number) => void): void {
  const analyser = context.createAnalyser()
  context.createMediaStreamSource(stream).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  const look = () => {
    if (context.state === 'closed') return
    analyser.getFloatTimeDomainData(samples)
    tell(Math.min(1, 4 * Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)))
    requestAnimationFrame(look)
  }
  look()
}

/** What a browser records is of its own kind; the server takes WAV from every browser. */
async function wavOf(recorded: Blob): Promise<Blob> {
  const context = new AudioContext()
  try {
    const sound = await context.decodeAudioData(await recorded.arrayBuffer())
    return new Blob([encodeWav(sound.getChannelData(0), sound.sampleRate)], { type: 'audio/wav' })
  } finally {
    await context.close()
  }
}
