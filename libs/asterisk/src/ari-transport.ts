import { createRequire } from 'node:module'
import { AriBadAnswer, AriNotConnected, AriRefused, AriTimeout } from './ari-errors.js'
import { httpWire, type AriAnswer, type AriRequest, type AriWire } from './ari-wire.js'

/** Who sends a request, how long it may take, and where its fault goes. */
interface RequestContext {
  operation: string
  authorization: string
  wire: AriWire
  timeout: number
  /** Aborted when nobody waits for an answer any more. */
  ending: AbortSignal
  fail(error: Error): void
}

/** The shape in which swagger-client hands over a request. */
interface SwaggerRequest extends AriRequest {
  on: { response(answer: AriAnswer): void }
}

export type AriOperation = (parameters: Record<string, unknown>) => PromiseLike<unknown>
export type AriClient = Record<string, Record<string, AriOperation>>

const require = createRequire(import.meta.url)
const ofAriClient = createRequire(require.resolve('ari-client'))
const { connect } = require('ari-client') as { connect(url: string, user: string, password: string): PromiseLike<AriClient> }
// The very copy that ari-client uses, so that the change below reaches it.
const swagger = ofAriClient('swagger-client') as { SwaggerHttp: { prototype: { execute(request: SwaggerRequest): void } } }

// swagger-client writes on standard output by a global of its own, at each connect that ARI's description is in an old format.
Object.assign(globalThis, { log: () => undefined })

/** Whose request is being made: the library calls us before it returns, so no AsyncLocalStorage is needed, which would slow every promise of the process. */
let current: RequestContext | null = null
function inContext(context: RequestContext, work: () => void): void {
  const before = current
  current = context
  try {
    work()
  } finally {
    current = before
  }
}

// ari-client's own first look at the address goes out by another library and has no time limit; ours has gone before it.
const request = ofAriClient('request') as { Request: unknown }
request.Request = function lookedAlready({ callback }: { callback: (error: null) => void }) {
  callback(null)
}

// Every request of ari-client after its first look passes through here. Its own way has no time-out, throws where nobody can
// catch, and takes credentials from a module global; see docs/decisions/ari-client-on-our-own-transport.md.
swagger.SwaggerHttp.prototype.execute = function execute(request) {
  const context = current
  if (!context) throw new Error(`ari-client sends ${request.method} ${request.url} outside of any request of ours`)
  void send(request, context)
}

async function send(request: SwaggerRequest, context: RequestContext): Promise<void> {
  try {
    const answer = await exchange(request, context)
    // Whatever the library throws while it reads the answer stays here.
    inContext(context, () => request.on.response(answer))
  } catch (error) {
    context.fail(error instanceof AriRefused || error instanceof AriTimeout || error instanceof AriNotConnected ? error : new AriBadAnswer(context.operation, error))
  }
}

function exchange({ url, method, headers, body }: AriRequest, { operation, authorization, wire, timeout, ending }: Omit<RequestContext, 'fail'>): Promise<AriAnswer> {
  return new Promise((resolve, reject) => {
    if (ending.aborted) return reject(new AriNotConnected(operation, new Error('it is ended')))
    const settle = () => {
      clearTimeout(timer)
      ending.removeEventListener('abort', end)
    }
    const failed = (error: Error) => {
      settle()
      reject(error)
    }
    const giveUp = wire.send(
      { url, method, headers: { ...headers, Authorization: authorization }, body },
      (answer) => {
        settle()
        if (answer.status < 200 || answer.status > 299) reject(new AriRefused(operation, answer.status, answer.data))
        else resolve(answer)
      },
      (error) => failed(new AriNotConnected(operation, error)),
    )
    const stop = (error: Error) => {
      failed(error)
      giveUp()
    }
    const end = () => stop(new AriNotConnected(operation, new Error('it is ended')))
    const timer = setTimeout(() => stop(new AriTimeout(operation, timeout)), timeout)
    ending.addEventListener('abort', end)
  })
}

export interface AriAddress {
  /** `http://host:port` */
  url: string
  username: string
  password: string
}

export const basicAuthorization = ({ username, password }: AriAddress) => `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`

/**
 * A fresh ari-client with Asterisk's own API description.
 * @param timeout milliseconds for the whole load
 * @param ending ends it at once
 */
export async function loadAriClient(address: AriAddress, timeout: number, ending: AbortSignal): Promise<AriClient> {
  const operation = 'api-docs'
  const look: Omit<RequestContext, 'fail'> = { operation, authorization: basicAuthorization(address), wire: httpWire, timeout, ending }
  // A first look of our own: what hangs or refuses is found out before ari-client is let near it.
  await exchange({ url: `${new URL(address.url).origin}/ari/api-docs/resources.json`, method: 'GET', headers: {} }, look)
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise((resolve, reject) => {
      timer = setTimeout(() => reject(new AriTimeout(operation, timeout)), timeout)
      inContext({ ...look, fail: reject }, () => {
        connect(address.url, address.username, address.password).then(resolve, (error: unknown) => reject(new AriNotConnected(operation, error)))
      })
    })
  } finally {
    clearTimeout(timer)
  }
}

/** One ARI request. @throws AriRefused | AriTimeout | AriNotConnected | AriBadAnswer */
export function requestAri(client: AriClient, address: AriAddress, resource: string, name: string, parameters: Record<string, unknown>, over: Pick<RequestContext, 'wire' | 'timeout' | 'ending'>): Promise<unknown> {
  const operation = `${resource}.${name}`
  const run = client[resource]?.[name]
  if (!run) return Promise.reject(new AriBadAnswer(operation, new Error('this Asterisk does not offer it')))
  return new Promise((resolve, reject) => {
    inContext({ operation, authorization: basicAuthorization(address), ...over, fail: reject }, () => {
      run(parameters).then(resolve, (error: unknown) => reject(new AriBadAnswer(operation, error)))
    })
  })
}
