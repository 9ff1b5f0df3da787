import type { NestExpressApplication } from '@nestjs/platform-express'

/** Bytes of a recording as somebody uploads it. */
export const LARGEST_RECORDING = 25 * 1024 * 1024

/** A draft of 500 kB, or its file, and a recording fit into a request: Express refuses more than 100 kB by itself. To be called before the app's init. */
export function takeLargeBodies(app: NestExpressApplication): void {
  app.useBodyParser('json', { limit: '2mb' })
  app.useBodyParser('raw', { type: (request) => request.url?.split('?')[0] === '/api/prompts/recordings' && /^audio\//.test(request.headers['content-type'] ?? ''), limit: LARGEST_RECORDING })
}
