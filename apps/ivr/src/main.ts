import 'reflect-metadata'
import { Module } from '@nestjs/common'
import { readSettings, ServiceModule, startApp } from '@app/service'
import { Answers } from './answers.service.js'
import { CallDesk } from './call-desk.service.js'
import { FlowShelf } from './flow-shelf.service.js'
import { Lease } from './lease.service.js'
import { OurApps } from './our-apps.service.js'
import { PublishedDataShelf } from './published-data-shelf.service.js'
import { IvrSettings, SETTINGS } from './settings.js'

const settings = readSettings(IvrSettings)

@Module({
  imports: [ServiceModule],
  providers: [{ provide: SETTINGS, useValue: settings }, FlowShelf, PublishedDataShelf, OurApps, Answers, CallDesk, Lease],
})
class IvrModule {}

await startApp({ name: 'ivr', module: IvrModule, port: settings.IVR_PORT, host: settings.LISTEN_HOST })
