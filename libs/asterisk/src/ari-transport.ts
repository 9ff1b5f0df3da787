import { AsyncLocalStorage } from 'node:async_hooks'
import { createRequire } from 'node:module'
import { AriBadAnswer, AriNotConnected, AriRefused, AriTimeout } from './ari-errors.js'

/** Who sends a request, how long it may take, and where its fault goes. */
interface RequestContext {
  operation: string
  authorization: string
  timeout: number
  fail(error: Error): void
}

/** The shape in which swagger-client hands over a request. */
interface SwaggerRequest {
  url: string
  method: string
  headers: Record<string, string>
  body?: string
  on: { response(answer: { status: number; data: string }): void }
}

export type AriOperation = (parameters: Record<string, unknown>) => PromiseLike<unknown>
export type AriClient = Record<string, Record<string, AriOperation>>

const require = createRequire(import.meta.url)
const ofAriClient = createRequire(require.resolve('ari-client'))
const { connect } = require('ari-client') as { connect(url: string, user: string, password: string): PromiseLike<AriClient> }
// The very copy that ari-client uses, so that the change below reaches it.
const swagger = ofAriClient('swagger-client') as { SwaggerHttp: { prototype: { execute(request: SwaggerRequest): void } } }

const contexts = new AsyncLocalStorage<RequestContext>()
/** While a client loads its API description, its requests start in a callback of another library that may lose the context. */
const loading = new Map<string, RequestContext>()

// Every request of ari-client after its first look passes through here. Its own way has no time-out, throws where nobody can
// catch, and takes credentials from a module global; see docs/decisions/ari-client-on-our-own-transport.md.
swagger.SwaggerHttp.prototype.execute = function execute(request) {
  const context = contexts.getStore() ?? loading.get(new URL(request.url).origin)
  // Not ours to answer: the load was given up meanwhile.
  if (context) void send(request, context)
}

async function send(request: SwaggerRequest, context: RequestContext): Promise<void> {
  try {
    const answer = await exchange(request, context)
    // Whatever the library throws while it reads the answer stays here.
    request.on.response(answer)
  } catch (error) {
    context.fail(error instanceof AriRefused || error instanceof AriTimeout || error instanceof AriNotConnected ? error : new AriBadAnswer(context.operation, error))
  }
}

async function exchange(request: SwaggerRequest, context: RequestContext): Promise<{ status: number; data: string }> {
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: { ...request.headers, Authorization: context.authorization },
      ...(request.body ? { body: request.body } : {}),
      signal: AbortSignal.timeout(context.timeout),
    })
    const data = await response.text()
    if (!response.ok) throw new AriRefused(context.operation, response.status, data)
    return { status: response.status, data }
  } catch (error) {
    if (error instanceof AriRefused) throw error
    if (error instanceof Error && error.name === 'TimeoutError') throw new AriTimeout(context.operation, context.timeout)
    throw new AriNotConnected(context.operation, error instanceof Error && error.cause ? error.cause : error)
  }
}

export interface AriAddress {
  /** `http://host:port` */
  url: string
  username: string
  password: string
}

export const basicAuthorization = ({ username, password }: AriAddress) => `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`

/** A fresh ari-client with Asterisk's own API description. @param timeout milliseconds for the whole load */
export async function loadAriClient(address: AriAddress, timeout: number): Promise<AriClient> {
  const operation = 'api-docs'
  const authorization = basicAuthorization(address)
  const origin = new URL(address.url).origin
  // A first look of our own: what hangs or refuses is found out before ari-client is let near it.
  const look: Omit<RequestContext, 'fail'> = { operation, authorization, timeout }
  await exchange({ url: `${origin}/ari/api-docs/resources.json`, method: 'GET', headers: {}, on: { response: () => {} } }, { ...look, fail: () => {} })
  return new Promise((resolve, reject) => {
    const context: RequestContext = { ...look, fail: (error) => end(() => reject(error)) }
    const timer = setTimeout(() => end(() => reject(new AriTimeout(operation, timeout))), timeout)
    const end = (settle: () => void) => {
      clearTimeout(timer)
      if (loading.get(origin) === context) loading.delete(origin)
      settle()
    }
    loading.set(origin, context)
    contexts.run(context, () => {
      connect(address.url, address.username, address.password).then(
        (client) => end(() => resolve(client)),
        (error: unknown) => end(() => reject(new AriNotConnected(operation, error))),
      )
    })
  })
}

/** One ARI request. @throws AriRefused | AriTimeout | AriNotConnected | AriBadAnswer */
export function requestAri(client: AriClient, address: AriAddress, resource: string, name: string, parameters: Record<string, unknown>, timeout: number): Promise<unknown> {
  const operation = `${resource}.${name}`
  const run = client[resource]?.[name]
  if (!run) return Promise.reject(new AriBadAnswer(operation, new Error('this Asterisk does not offer it')))
  return new Promise((resolve, reject) => {
    contexts.run({ operation, authorization: basicAuthorization(address), timeout, fail: reject }, () => {
      run(parameters).then(resolve, (error: unknown) => reject(new AriBadAnswer(operation, error)))
    })
  })
}
