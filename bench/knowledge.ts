// 5,000 articles in a MariaDB of its own; then searches by the real REST API as an operator types them, beside what the database needs with LIKE.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createConnection, type Connection, type ResultSetHeader } from 'mysql2/promise'
import { build } from '../launcher/build.js'
import { installPrograms } from '../launcher/debian-packages.js'
import { openInstance } from '../launcher/instance.js'
import { databaseServerUrl, mariadb } from '../launcher/parts/mariadb.js'
import { redis } from '../launcher/parts/redis.js'
import { claim, logDir, runDir } from '../launcher/stack.js'
import { Supervisor } from '../launcher/supervisor.js'
import { madeArticles } from './knowledge/made-articles.js'
import { measure, signIn, tell, ticketingPart, type TicketsRow } from './tickets.js'

const ARTICLES = 5_000
const TRIES = 300
const SLOW_TRIES = 40
/** People who ask at the same time. */
const AT_ONCE = 4
const PATIENCE_MS = 300_000
const BATCH = 500

const QUESTIONS = ['đăng ký khai sinh', 'cấp lại căn cước', 'sang tên nhà đất', 'giấy phép xây dựng', 'đăng ký hộ kinh doanh', 'hộ chiếu cho trẻ em', 'trợ cấp thất nghiệp', 'xác nhận tình trạng hôn nhân', 'đổi giấy phép lái xe', 'bảo hiểm y tế hộ gia đình', 'đăng ký tạm trú sinh viên', 'chứng thực bản sao']
const SENTENCES = ['tôi muốn làm giấy khai sinh cho con thì cần giấy tờ gì', 'mất căn cước thì làm lại ở đâu bao nhiêu tiền', 'xin phép xây nhà ở phường mình phải nộp hồ sơ gì', 'người cao tuổi không có lương hưu được trợ cấp bao nhiêu']
const NOTHING = ['vé xe buýt', 'lịch chiếu phim', 'giá vàng hôm nay']

/** @returns a row a question, in milliseconds */
export async function benchKnowledge(say: (text: string) => void): Promise<TicketsRow[]> {
  await installPrograms(['mariadbd', 'redis-server', 'sox', 'espeak-ng'])
  const instance = openInstance('bench-knowledge', 42_220)
  await claim(instance)
  const clear = () => {
    for (const name of ['mariadb', 'redis']) rmSync(join(instance.dir, name), { recursive: true, force: true })
  }
  clear()
  const supervisor = new Supervisor({ runDir: runDir(instance), logDir: logDir(instance) })
  try {
    await build()
    await supervisor.start(await mariadb(instance, { fast: false }))
    await supervisor.start(await redis(instance))
    await supervisor.start(ticketingPart(instance), PATIENCE_MS)
    const raw = await createConnection({ uri: `${databaseServerUrl(instance)}hotline`, timezone: 'Z' })
    const made = await load(raw)
    say(`${made} articles`)
    const api = await signIn(instance)
    const ask = (words: string) => api(`/api/articles?${new URLSearchParams({ words })}`)
    const begun = performance.now()
    await ask('khai sinh')
    say(`first search, with ${made} new versions taken in: ${(performance.now() - begun).toFixed(0)} ms`)
    const of = (list: readonly string[], i: number) => list[i % list.length] ?? ''
    const rows = [
      tell(say, await measure('floor: SELECT 1', TRIES, 1, () => raw.query('SELECT 1'))),
      tell(say, await measure('floor: LIKE over the titles', SLOW_TRIES, 1, (i) => raw.query('SELECT article_key, title_vi FROM articles WHERE title_vi LIKE ? LIMIT 30', [`%${of(QUESTIONS, i)}%`]))),
      tell(say, await measure('floor: LIKE over everything', SLOW_TRIES, 1, (i) => raw.query('SELECT v.article_key FROM articles a JOIN article_versions v ON v.article_key = a.article_key AND v.version = a.version WHERE v.content LIKE ? LIMIT 30', [`%${of(QUESTIONS, i)}%`]))),
      tell(say, await measure('floor: LIKE that finds nothing', SLOW_TRIES, 1, () => raw.query("SELECT v.article_key FROM articles a JOIN article_versions v ON v.article_key = a.article_key AND v.version = a.version WHERE v.content LIKE '%khai sihn%' LIMIT 30"))),
    ]
    const searches: Record<string, (i: number) => string> = {
      'with marks': (i) => of(QUESTIONS, i),
      'without marks': (i) => unmarked(of(QUESTIONS, i)),
      'with a slip': (i) => slipped(unmarked(of(QUESTIONS, i)), i),
      'being typed': (i) => unmarked(of(QUESTIONS, i)).slice(0, 3 + (i % 12)),
      'a whole sentence': (i) => unmarked(of(SENTENCES, i)),
      'finds nothing': (i) => of(NOTHING, i),
      'nothing typed yet': () => '',
    }
    for (const [what, words] of Object.entries(searches)) rows.push(tell(say, await measure(`search, ${what}`, TRIES, AT_ONCE, (i) => ask(words(i)))))
    rows.push(tell(say, await measure('search, with a slip, one at a time', TRIES, 1, (i) => ask(slipped(unmarked(of(QUESTIONS, i)), i)))))
    rows.push(tell(say, await measure('one article', TRIES, AT_ONCE, (i) => api(`/api/articles/made-${(i * 37) % ARTICLES}`))))
    await raw.end()
    return rows
  } finally {
    await supervisor.stop()
    clear()
  }
}

async function load(raw: Connection): Promise<number> {
  const all = [...madeArticles(ARTICLES)]
  const at = new Date()
  for (let from = 0; from < all.length; from += BATCH) {
    const batch = all.slice(from, from + BATCH)
    await raw.query('INSERT INTO articles (article_key, topic, title_vi, title_en, is_example, version, for_flows, draft_revision, changed_at, changed_by) VALUES ?', [batch.map(({ key, content: { topic, title } }) => [key, topic, title.vi, title.en, 1, 1, 0, 0, at, 'bench'])])
    await raw.query('INSERT INTO article_versions (article_key, version, deed, content, note, made_at, made_by) VALUES ?', [batch.map(({ key, content }) => [key, 1, 'published', JSON.stringify(content), '', at, 'bench'])])
  }
  const [{ affectedRows }] = await raw.query<ResultSetHeader>('UPDATE knowledge_stamp SET last_version_id = (SELECT MAX(id) FROM article_versions)')
  if (affectedRows !== 1) throw new Error('there is no stamp')
  return all.length
}

const unmarked = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd')

/** Two neighbours exchanged, one letter left out, or another one, in a word that is long enough. */
function slipped(text: string, i: number): string {
  const words = text.split(' ')
  const long = words.map((word, at) => ({ word, at })).filter(({ word }) => word.length >= 4)
  const { word, at } = long[i % (long.length || 1)] ?? { word: '', at: 0 }
  if (word === '') return text
  const k = 1 + (i % (word.length - 2))
  words[at] = [`${word.slice(0, k)}${word[k + 1]}${word[k]}${word.slice(k + 2)}`, `${word.slice(0, k)}${word.slice(k + 1)}`, `${word.slice(0, k)}x${word.slice(k + 1)}`][i % 3] ?? word
  return words.join(' ')
}
