import 'reflect-metadata'
import { readSettings, startApp } from '@app/service'
import { AppModule } from './app.module.js'
import { takeLargeBodies } from './flows/take-large-bodies.js'
import { TicketingSettings } from './settings.js'

const settings = readSettings(TicketingSettings)
await startApp({ name: 'ticketing', module: AppModule, port: settings.TICKETING_PORT, host: settings.LISTEN_HOST, prepare: takeLargeBodies })
