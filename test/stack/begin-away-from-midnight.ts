import { beforeAll } from '@jest/globals'
import { midnightWait } from './midnight-wait.js'

/** What a file told of "today" is of yesterday a moment later, when midnight comes in its middle. */
beforeAll(async () => {
  const wait = midnightWait(Date.now())
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
}, 300_000)
