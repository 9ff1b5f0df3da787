const BEAT_MS = 1_000

// A page's own timers are held back while it is hidden; a worker's stand still only when tab or machine do.
setInterval(() => postMessage(null), BEAT_MS)
