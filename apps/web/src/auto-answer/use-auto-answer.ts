import { useEffect } from 'react'
import type { DeskView } from '../desk/desk-view.js'
import { useOperatorPhone } from '../softphone/operator-phone.js'
import { playOn, readSoundSettings } from '../softphone/sound-settings.js'
import { answersByItself } from './answers-by-itself.js'
import { useAutoAnswerIsOn } from './auto-answer-queries.js'

/** From the ring to the beep: time to look up, and to refuse. */
const LOOK_UP_MS = 1_500
const BEEP_MS = 250

/** Answers an offered call by itself where that is set and the softphone is ready, after a moment and a beep. @returns whether the present one will be */
export function useAutoAnswer(view: DeskView): boolean {
  const on = useAutoAnswerIsOn()
  const { phone, softphone, elsewhere } = useOperatorPhone()
  // Asterisk's word is waited for: only a call that is offered to this person.
  const answers = view.kind === 'offer' && view.call !== null && answersByItself(on, phone, elsewhere)
  const callId = view.kind === 'offer' ? view.call?.callId : undefined
  useEffect(() => {
    if (!answers) return
    let beep: AudioContext | undefined
    const beeps = setTimeout(() => (beep = startBeep()), LOOK_UP_MS)
    const opens = setTimeout(() => softphone?.answer(), LOOK_UP_MS + BEEP_MS)
    return () => {
      clearTimeout(beeps)
      clearTimeout(opens)
      void beep?.close()
    }
  }, [answers, callId, softphone])
  return answers
}

/** On the speaker where the citizen will be heard. */
function startBeep(): AudioContext {
  const context = new AudioContext()
  const { speaker, ringVolume } = readSoundSettings()
  void playOn(context, speaker)
  void context.resume()
  const tone = context.createOscillator()
  const gain = context.createGain()
  gain.gain.value = 0.25 * Math.max(0.2, ringVolume)
  tone.frequency.value = 880
  tone.connect(gain).connect(context.destination)
  tone.start()
  tone.stop(context.currentTime + BEEP_MS / 1000)
  return context
}
