import { statSync } from 'node:fs'

/** Seconds of the files that take long, as the run's closing list told them: one begun last would keep one stack waiting for the other. */
const SECONDS = {
  'pages/every-page': 514,
  'outage/kill-nine': 246,
  'flow/publish': 198,
  'outage/hall-outage': 192,
  'hall/hall': 190,
  'desk/sound-and-tabs': 165,
  'call/menu': 158,
  'talk/own-call-talks': 152,
  'statistics/reports': 151,
  'states/work-and-states': 141,
  'flow/voicemail': 136,
  'flow/call-back': 133,
  'desk/sleep-and-notice': 122,
  'talk/consult': 119,
  'flow/ticket-status': 119,
  'talk/hold': 117,
  'talk/blind-transfer': 109,
  'desk/reload-in-a-talk': 109,
  'call/offers': 108,
  'talk/consult-ends': 102,
  'flow/editor': 100,
  'knowledge/knowledge': 100,
  'flow/ways-out': 99,
  'talk/operator-calls': 98,
  'talk/auto-answer': 93,
  'call/ways-a-call-ends': 88,
  'tickets/told-by-mail': 81,
  'tickets/told-by-phone': 76,
  'call/menu-to-ticket': 76,
  'outage/stores-away': 74,
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
