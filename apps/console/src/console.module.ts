import { Module, type DynamicModule } from '@nestjs/common'
import { APP_GUARD } from '@nestjs/core'
import { ThrottlerModule } from '@nestjs/throttler'
import { SESSION_SECRET, SessionGuard } from '@app/access'
import { ServiceModule } from '@app/service'
import { Connections } from './asterisk/connections.js'
import { Lines } from './asterisk/lines.js'
import { BrokenTalks } from './broken-talks/broken-talks.js'
import { CallBackPlacer } from './call-backs/call-back-placer.js'
import { CallLines } from './call-lines/call-lines.js'
import { CallLinesController } from './call-lines/call-lines.controller.js'
import { Absence } from './hall/absence.js'
import { Ears } from './hall/ears.js'
import { HallRecords } from './hall/hall-records.js'
import { Hall } from './hall/hall.js'
import { MenuRescue } from './hall/menu-rescue.js'
import { OtherOperators } from './hall/other-operators.js'
import { WrapUp } from './hall/wrap-up.js'
import { JournalFollower } from './journal/journal-follower.js'
import { DeskRecords } from './operators/desk-records.js'
import { Mending } from './operators/mending.js'
import { OperatorCalls } from './operator-calls/operator-calls.js'
import { OperatorDesk } from './operators/operator-desk.js'
import { OperatorNames } from './operators/operator-names.js'
import { OutgoingCallPlacer } from './outgoing-calls/outgoing-call-placer.js'
import { QueueLoads } from './queues/queue-loads.js'
import { QueuesController } from './queues/queues.controller.js'
import { SETTINGS, type ConsoleSettings } from './settings.js'
import { ChangesRelay } from './sockets/changes-relay.js'
import { ConsultGateway } from './sockets/consult.gateway.js'
import { LiveGateway } from './sockets/live.gateway.js'
import { SupervisorGateway } from './sockets/supervisor.gateway.js'
import { Consults } from './talks/consults.js'
import { LiveConsults } from './talks/live-consults.js'
import { TalkHolds } from './talks/talk-holds.js'
import { TalkDesk } from './talks/talk-desk.js'

@Module({})
export class ConsoleModule {
  static with(settings: ConsoleSettings): DynamicModule {
    return {
      module: ConsoleModule,
      imports: [ServiceModule, ThrottlerModule.forRoot({ throttlers: [{ name: 'minute', ttl: 60_000, limit: 5 }, { name: 'hour', ttl: 3_600_000, limit: 30 }] })],
      controllers: [CallLinesController, QueuesController],
      providers: [
        { provide: SETTINGS, useValue: settings },
        { provide: SESSION_SECRET, useValue: settings.SESSION_SECRET },
        { provide: APP_GUARD, useClass: SessionGuard },
        Connections,
        Lines,
        OperatorNames,
        DeskRecords,
        Mending,
        TalkHolds,
        LiveConsults,
        Hall,
        WrapUp,
        Absence,
        MenuRescue,
        OperatorDesk,
        TalkDesk,
        Consults,
        ConsultGateway,
        OperatorCalls,
        BrokenTalks,
        CallLines,
        LiveGateway,
        HallRecords,
        Ears,
        OtherOperators,
        SupervisorGateway,
        ChangesRelay,
        JournalFollower,
        CallBackPlacer,
        OutgoingCallPlacer,
        QueueLoads,
      ],
    }
  }
}
