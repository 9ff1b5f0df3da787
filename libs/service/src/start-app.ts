import { ConsoleLogger, Logger, type Type } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import type { NestExpressApplication } from '@nestjs/platform-express'
import type { Express } from 'express'
import { FailureFilter } from './failure-filter.js'
import { HealthRegister } from './health-register.js'

export interface AppStart {
  /** The app's name as it stands in logs and in `/health`. */
  name: string
  /** Root module; it imports ServiceModule. */
  module: Type
  port: number
  host: string
  /** Called before the app listens. */
  prepare?: (app: NestExpressApplication) => void | Promise<void>
}

/** What every app has over HTTP: the failure shape, trust in the edge's forwarded address, and `GET /health`. Tests use it without `listen`. */
export function shapeApp(app: NestExpressApplication, name: string): void {
  app.useGlobalFilters(new FailureFilter())
  app.set('trust proxy', 'loopback, linklocal, uniquelocal')
  app.disable('x-powered-by')
  const health = app.get(HealthRegister)
  const express = app.getHttpAdapter().getInstance() as Express
  express.get('/health', (_request, response) => {
    const report = health.report(name)
    response.status(report.ok ? 200 : 503).json(report)
  })
}

/** Starts a Nest app: JSON log lines, `shapeApp`, graceful stop on SIGTERM and SIGINT. */
export async function startApp(start: AppStart): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(start.module, {
    logger: new ConsoleLogger({ json: true, prefix: start.name }),
    forceCloseConnections: true,
  })
  shapeApp(app, start.name)
  app.enableShutdownHooks()
  await start.prepare?.(app)
  await app.listen(start.port, start.host)
  new Logger(start.name).log(`listening on ${start.host}:${start.port}`)
  return app
}
