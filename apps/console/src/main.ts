import 'reflect-metadata'
import { Module } from '@nestjs/common'
import { readSettings, startApp } from '@app/service'
import { ConsoleModule } from './console.module.js'
import { ConsoleSettings } from './settings.js'

const settings = readSettings(ConsoleSettings)

@Module({ imports: [ConsoleModule.with(settings)] })
class ConsoleApp {}

await startApp({ name: 'console', module: ConsoleApp, port: settings.CONSOLE_PORT, host: settings.LISTEN_HOST })
