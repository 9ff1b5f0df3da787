import { parseLine } from '@app/call-journal'
import type { JournalLine } from '@app/contracts'
import { Draws, seededRandom } from '@app/made-city'

/** One line of queue_log with the stream id that the console tells it by. */
export interface ToldLine {
  id: string
  text: string
  line: JournalLine
}

/** queue_log and what was put aside of it, the oldest first. */
export interface RandomJournal {
  files: { generation: number; lines: ToldLine[] }[]
}

export interface JournalWish {
  seed: number
  calls: number
  /** Calls arrive from here until before `until`, epoch seconds. Nothing is written at `until` or later, so calls are left in the middle of what they do. */
  from: number
  until: number
  /** Share of calls around `edge` (a midnight) rather than anywhere. */
  edge: number
  restarts: number
  operators: readonly number[]
}

type Text = [at: number, text: string]
const QUEUES = ['procedures', 'reports'] as const
const KINDS = ['self', 'answered', 'answered', 'answered', 'retried', 'handed-on', 'handed-to-nobody', 'abandoned', 'abandoned', 'short', 'voicemail', 'overflowed', 'called-back', 'nobody', 'late', 'lost-begin', 'ours', 'kept-promise', 'survey'] as const

/** A call as Asterisk writes it: every way out, retries, transfers, late lines, a begin that was lost, calls of ours. */
function story(draws: Draws, id: string, number: string, at: number, operators: readonly number[]): Text[] {
  const kind = draws.one(KINDS)
  const queue = draws.one(QUEUES)
  const other = queue === 'reports' ? 'procedures' : 'reports'
  const asked = draws.chance(0.15) ? `${queue}-same-operator` : queue
  const wait = draws.chance(0.7) ? draws.between(0, 40) : draws.between(41, 700)
  const seconds = draws.between(1, 600)
  const operator = `op-${draws.one(operators)}`
  const second = `op-${draws.one(operators)}`
  const entered = at + draws.between(5, 30)
  const connected = entered + wait
  const over = connected + seconds
  const line = (when: number, on: string, agent: string, rest: string): Text => [when, `${when}|${id}|${on}|${agent}|${rest}`]
  const arrived = (source = 'trunk') => line(at, 'NONE', 'NONE', `CALLARRIVED|${number}|1022|${source}`)
  const ended = (when: number, where: string) => line(when, 'NONE', 'NONE', `CALLENDED|16|welcome@0>main-menu@6|vi|${where}`)
  const queued = (when: number, on: string): Text[] => [line(when, on, 'NONE', 'TOQUEUE|0|vi|flow'), line(when, on, 'NONE', `ENTERQUEUE||${number}|1`)]
  const connect = (when: number, on: string, agent: string, waited: number) => line(when, on, agent, `CONNECT|${waited}|1.2|3`)
  const complete = (when: number, on: string, agent: string, waited: number, talked: number) => line(when, on, agent, `${draws.chance(0.5) ? 'COMPLETECALLER' : 'COMPLETEAGENT'}|${waited}|${talked}|1`)
  const rang = (when: number) => line(when, asked, second, draws.chance(0.5) ? 'RINGNOANSWER|15000' : 'RINGCANCELED|4000')
  switch (kind) {
    case 'self':
      return [arrived(draws.chance(0.2) ? 'browser' : 'trunk'), ended(at + wait, 'flow')]
    case 'answered':
      return [arrived(), ...queued(entered, asked), connect(connected, asked, operator, wait), complete(over, asked, operator, wait, seconds), line(over, asked, 'NONE', `RECORDING|${id}.wav`), ended(over, 'talk')]
    case 'survey':
      return [arrived(), ...queued(entered, asked), connect(connected, asked, operator, wait), complete(over, asked, operator, wait, seconds), line(over + 9, 'NONE', 'NONE', `SURVEY|${draws.chance(0.5) ? draws.between(1, 5) : ''}`), ended(over + 12, 'flow')]
    case 'retried':
      return [arrived(), ...queued(entered, asked), ...[0.3, 0.6, 0.8].slice(0, draws.between(1, 3)).map((share) => rang(entered + Math.floor(wait * share))), connect(connected, asked, operator, wait), complete(over, asked, operator, wait, seconds), ended(over, 'talk')]
    case 'handed-on':
      return [arrived(), ...queued(entered, asked), connect(connected, asked, operator, wait), complete(over, asked, operator, wait, seconds), ...queued(over, other), connect(over + 4, other, second, 4), complete(over + 34, other, second, 4, 30), ended(over + 34, 'talk')]
    case 'handed-to-nobody':
      return [arrived(), ...queued(entered, asked), connect(connected, asked, operator, wait), complete(over, asked, operator, wait, seconds), ...queued(over, other), line(over + 25, other, 'NONE', 'ABANDON|1|1|25'), ended(over + 25, 'queue')]
    case 'abandoned':
      return [arrived(), ...queued(entered, asked), rang(entered + Math.floor(wait / 2)), line(connected + 5, asked, 'NONE', `ABANDON|1|1|${wait + 5}`), ended(connected + 5, 'queue')]
    case 'short':
      return [arrived(), ...queued(entered, asked), line(entered + (wait % 6), asked, 'NONE', `ABANDON|1|1|${wait % 6}`), ended(entered + (wait % 6), 'queue')]
    case 'voicemail':
      return [arrived(), ...queued(entered, asked), line(connected, asked, 'NONE', `EXITWITHTIMEOUT|1|1|${wait}`), line(connected, asked, 'NONE', 'QUEUELEFT|TIMEOUT'), ended(over, 'voicemail'), line(over + 2, asked, 'NONE', `VOICEMAIL|${id}.wav|7`)]
    case 'overflowed':
      return [arrived(), ...queued(entered, asked), line(connected, asked, 'NONE', 'QUEUELEFT|FULL'), ended(over, 'voicemail')]
    case 'called-back':
      return [arrived(), ...queued(entered, asked), line(connected, asked, 'NONE', 'EXITWITHKEY|*|1'), ended(over, 'call-back')]
    case 'nobody':
      return [arrived(), line(entered, asked, 'NONE', 'TOQUEUE|0|vi|flow'), line(entered, asked, 'NONE', 'QUEUELEFT|JOINEMPTY'), ended(over, 'voicemail')]
    case 'late':
      return [arrived(), ...queued(entered, asked), connect(connected, asked, operator, wait), ended(over, 'talk'), complete(over + 1, asked, operator, wait, seconds), line(over + 3, asked, 'NONE', `RECORDING|${id}.wav`)]
    case 'lost-begin':
      return draws.chance(0.5) ? [complete(over, asked, operator, wait, seconds), ended(over, 'talk')] : [ended(over, 'talk')]
    case 'ours':
      return [arrived('outgoing'), line(at + 9, 'NONE', 'NONE', 'OUTGOINGTRIED|ANSWER'), ended(at + 40, 'flow')]
    case 'kept-promise':
      return [arrived('call-back'), ...queued(entered, queue), connect(connected, queue, operator, wait), complete(over, queue, operator, wait, seconds), ended(over, 'talk')]
    default:
      return kind satisfies never
  }
}

/**
 * What Asterisk wrote in some hours: the calls of many people at once, midnight among them, its restarts (each with a file of its own), cut off at a
 * moment at which some wait and others talk. The same for the same wish.
 */
export function randomJournal({ seed, calls, from, until, edge, restarts, operators }: JournalWish): RandomJournal {
  const draws = new Draws(seededRandom(seed))
  const texts: Text[] = []
  for (let i = 0; i < calls; i++) {
    const near = draws.chance(0.25) ? edge + draws.between(-1_800, 1_800) : draws.chance(0.4) ? until - draws.between(1, 900) : draws.between(from, until - 1)
    const at = Math.max(from, Math.min(until - 1, near))
    texts.push(...story(draws, `${at}.${i + 1}`, `0901046${String(draws.between(0, 59)).padStart(3, '0')}`, at, operators))
  }
  const starts = new Set([from, ...Array.from({ length: restarts }, () => draws.between(from + 1, until - 1))])
  for (const at of starts) texts.push([at, `${at}|NONE|NONE|NONE|QUEUESTART|`])
  texts.sort(([a, one], [b, two]) => a - b || Number(two.includes('QUEUESTART')) - Number(one.includes('QUEUESTART')))
  const files: RandomJournal['files'] = []
  let offset = 0
  for (const [at, text] of texts) {
    if (at >= until) break
    if (text.endsWith('QUEUESTART|')) {
      files.push({ generation: at, lines: [] })
      offset = 0
    }
    const file = files.at(-1)
    const line = parseLine(text)
    if (!file || 'unreadable' in line) throw new Error(`no line of queue_log: ${text}`)
    file.lines.push({ id: `${file.generation}-${offset}`, text, line })
    offset += Buffer.byteLength(text) + 1
  }
  return { files }
}
