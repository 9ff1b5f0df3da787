import 'reflect-metadata'
import { Module } from '@nestjs/common'
import { EXIT_BAD_SETTINGS, readSettings, ServiceModule, startApp } from '@app/service'
import { CallDesk, FLOW, SETTINGS } from './call-desk.service.js'
import { Lease } from './lease.service.js'
import { BadFlow, loadFlow } from './load-flow.js'
import { IvrSettings } from './settings.js'

const settings = readSettings(IvrSettings)

function flowOrExit() {
  try {
    return loadFlow(settings)
  } catch (error) {
    if (!(error instanceof BadFlow)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(EXIT_BAD_SETTINGS)
  }
}

@Module({
  imports: [ServiceModule],
  providers: [{ provide: SETTINGS, useValue: settings }, { provide: FLOW, useValue: flowOrExit() }, CallDesk, Lease],
})
class IvrModule {}

await startApp({ name: 'ivr', module: IvrModule, port: settings.IVR_PORT, host: settings.LISTEN_HOST })
