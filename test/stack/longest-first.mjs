import { statSync } from 'node:fs'

/** Seconds of the files that take long, as the run's closing list told them: one begun last would keep one stack waiting for the other. */
const SECONDS = {
  'pages/every-page': 257,
  'outage/kill-nine': 202,
  'talk/own-call-talks': 190,
  'flow/publish': 185,
  'states/work-and-states': 130,
  'statistics/reports': 129,
  'desk/sleep-and-notice': 122,
  'talk/hold': 117,
  'talk/consult': 119,
  'hall/hall': 110,
  'outage/hall-outage': 103,
  'flow/ways-out': 100,
  'flow/editor': 95,
  'desk/sound-and-tabs': 95,
  'talk/blind-transfer': 91,
  'outage/stores-away': 90,
  'talk/consult-ends': 81,
  'talk/auto-answer': 76,
  'knowledge/knowledge': 73,
}
const BYTES_PER_SECOND = 100

const secondsOf = (path) => {
  const known = Object.entries(SECONDS).find(([name]) => path.endsWith(`test/${name}.system.spec.ts`))
  return known ? known[1] : statSync(path).size / BYTES_PER_SECOND
}

/** Jest's test sequencer: begins with the files that take longest. */
export default class LongestFirst {
  sort(tests) {
    return [...tests].sort((a, b) => secondsOf(b.path) - secondsOf(a.path))
  }

  cacheResults() {}
}
