const CHANNEL = 'hotline-softphone-tab'
const SHOWN_MS = 15_000

/** Asks the tab that is the softphone to make itself seen. */
export function pointToTab(): void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage('show')
  channel.close()
}

/** In the tab that is the softphone: `show` begins to make it seen and returns what ends it, which the person's look at the page does, or time. */
export function whenPointedTo(show: () => () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL)
  let stop: (() => void) | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const end = () => {
    clearTimeout(timer)
    stop?.()
    stop = null
  }
  channel.onmessage = () => {
    end()
    stop = show()
    timer = setTimeout(end, SHOWN_MS)
  }
  window.addEventListener('focus', end)
  return () => {
    end()
    window.removeEventListener('focus', end)
    channel.close()
  }
}
