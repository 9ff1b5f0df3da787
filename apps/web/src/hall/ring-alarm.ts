/** Two falling tones, once; nothing repeats, for a hall that rings all day is not heard. */
export function ringAlarm(level: 'warn' | 'alarm'): void {
  const context = new AudioContext()
  const tones = level === 'alarm' ? [880, 660, 880, 660] : [660, 520]
  tones.forEach((frequency, index) => {
    const from = context.currentTime + index * 0.22
    const gain = context.createGain()
    gain.gain.setValueAtTime(0, from)
    gain.gain.linearRampToValueAtTime(0.15, from + 0.02)
    gain.gain.linearRampToValueAtTime(0, from + 0.2)
    gain.connect(context.destination)
    const tone = context.createOscillator()
    tone.frequency.value = frequency
    tone.connect(gain)
    tone.start(from)
    tone.stop(from + 0.21)
  })
  void context.resume().catch((error: unknown) => console.warn('an alarm could not be rung', error))
  setTimeout(() => void context.close(), tones.length * 220 + 300)
}
