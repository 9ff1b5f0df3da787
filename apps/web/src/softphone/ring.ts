import { playOn, readSoundSettings } from './sound-settings.js'

const RING_EVERY_MS = 3_000

const LOUDEST = 0.25

/** Rings by synthesis (no sound file to load), on the chosen device and as loud as chosen, until the returned function is called. */
export function startRinging(): () => void {
  const context = new AudioContext()
  const { ringer, ringVolume } = readSoundSettings()
  const loud = LOUDEST * ringVolume
  void playOn(context, ringer)
  const burst = () => {
    void context.resume()
    for (const delay of [0, 0.45]) {
      const gain = context.createGain()
      gain.connect(context.destination)
      const from = context.currentTime + delay
      gain.gain.setValueAtTime(0, from)
      gain.gain.linearRampToValueAtTime(loud, from + 0.03)
      gain.gain.setValueAtTime(loud, from + 0.3)
      gain.gain.linearRampToValueAtTime(0, from + 0.36)
      for (const frequency of [440, 480]) {
        const tone = context.createOscillator()
        tone.frequency.value = frequency
        tone.connect(gain)
        tone.start(from)
        tone.stop(from + 0.4)
      }
    }
  }
  burst()
  const timer = setInterval(burst, RING_EVERY_MS)
  return () => {
    clearInterval(timer)
    void context.close()
  }
}

/** Lets the tab's title blink between its own and the given text until the returned function is called. */
export function flashTitle(text: string): () => void {
  const own = document.title
  const timer = setInterval(() => (document.title = document.title === text ? own : text), 900)
  document.title = text
  return () => {
    clearInterval(timer)
    document.title = own
  }
}

/** Tells of an offered call where the page is not in front, if the person allowed it, until the returned function is called. */
export function notifyOffer(title: string, body: string): () => void {
  if (!('Notification' in window) || Notification.permission !== 'granted' || document.hasFocus()) return () => undefined
  const shown = new Notification(title, { body, tag: 'hotline-offer', requireInteraction: true })
  shown.onclick = () => window.focus()
  return () => shown.close()
}
