import type { NestExpressApplication } from '@nestjs/platform-express'

/** A draft of 500 kB, or its file, and a recording fit into a request: Express refuses more than 100 kB by itself. To be called before the app's init. */
export function takeLargeBodies(app: NestExpressApplication): void {
  app.useBodyParser('json', { limit: '2mb' })
  app.useBodyParser('raw', { type: 'audio/*', limit: '20mb' })
}
