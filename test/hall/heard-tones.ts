import type { Page } from 'playwright-core'

/** Which of the tones a page's softphone hears within two seconds, by the browser's own spectrum of what arrives: 20 dB above what is beside it. */
export async function heardTones(page: Page, tones: readonly number[], where: 'remote-audio' | 'second-audio' = 'remote-audio'): Promise<number[]> {
  return page.evaluate<number[]>(`(async () => {
    const audio = document.querySelector('[data-testid="${where}"]')
    if (!(audio?.srcObject instanceof MediaStream)) throw new Error('nothing arrives')
    const context = new AudioContext()
    await context.resume()
    const analyser = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 })
    context.createMediaStreamSource(audio.srcObject).connect(analyser)
    const spectrum = new Float32Array(analyser.frequencyBinCount)
    const width = context.sampleRate / analyser.fftSize
    const tones = ${JSON.stringify(tones)}
    const heard = new Set()
    const until = performance.now() + 2000
    while (performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 100))
      analyser.getFloatFrequencyData(spectrum)
      for (const tone of tones) {
        const at = Math.round(tone / width)
        const near = Math.max(...spectrum.subarray(at - 2, at + 3))
        const beside = [...spectrum.subarray(at - 25, at - 12), ...spectrum.subarray(at + 12, at + 25)]
        const floor = beside.reduce((sum, value) => sum + Math.max(value, -120), 0) / beside.length
        if (near > -70 && near - floor > 20) heard.add(tone)
      }
    }
    await context.close()
    return tones.filter((tone) => heard.has(tone))
  })()`)
}
