import { Global, Module } from '@nestjs/common'
import { HealthRegister } from './health-register.js'

/** Import once in an app's root module. */
@Global()
@Module({ providers: [HealthRegister], exports: [HealthRegister] })
export class ServiceModule {}
