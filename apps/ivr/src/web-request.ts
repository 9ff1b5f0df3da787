import type { Answer } from './answer.js'

const LARGEST_ANSWER = 100_000
/** What a variable may hold: it is spoken, branched on, and kept on the channel. */
const LONGEST_VALUE = 200

/**
 * Asks an address outside for a JSON answer and takes variables from it.
 * @param take variable → where its value stands, `order.state`
 * @throws Error for a host that is not allowed, no whole answer in time, a redirect, a status other than 2xx, or an answer without what is to be taken
 */
export async function webRequest({ url, timeout, take }: { url: string; timeout: number; take: Readonly<Record<string, string>> }, allowedHosts: readonly string[]): Promise<Answer> {
  // The flow was checked when it was published; the list may have become shorter since.
  const { host } = new URL(url)
  if (!allowedHosts.includes(host)) throw new Error(`requests to ${host} are not allowed`)
  const response = await fetch(url, { redirect: 'error', headers: { accept: 'application/json' }, signal: AbortSignal.timeout(timeout * 1000) })
  if (!response.ok) throw new Error(`${host} answers ${response.status}`)
  const body = JSON.parse(await textOf(response)) as unknown
  const variables = Object.entries(take).map(([variable, path]): [string, string] => [variable, valueAt(body, path)])
  return { exit: 'next', variables: Object.fromEntries(variables) }
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > LARGEST_ANSWER) throw new Error('the answer is over 100 kB')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function valueAt(body: unknown, path: string): string {
  let value = body
  for (const name of path.split('.')) value = value !== null && typeof value === 'object' && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') throw new Error(`the answer has no ${path}`)
  return String(value).slice(0, LONGEST_VALUE)
}
