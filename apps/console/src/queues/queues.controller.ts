import { Controller, Get, Param, Query } from '@nestjs/common'
import { Services } from '@app/access'
import { QueueName, type Place, type QueueState } from '@app/contracts'
import { refusal, ZodPipe } from '@app/service'
import { z } from 'zod'
import { CallBackPlacer } from '../call-backs/call-back-placer.js'
import { QueueLoads } from './queue-loads.js'

const PlaceQuery = z.object({ enteredAt: z.coerce.number().int().positive() })
type PlaceQuery = z.infer<typeof PlaceQuery>

/** What the IVR asks about a queue before it sends a caller there. */
@Controller('live/queues')
@Services('ivr')
export class QueuesController {
  constructor(
    private readonly loads: QueueLoads,
    private readonly callBacks: CallBackPlacer,
  ) {}

  @Get(':name/state')
  state(@Param('name') name: string): Promise<QueueState> {
    return this.loads.of(known(name))
  }

  @Get(':name/place')
  place(@Param('name') name: string, @Query(new ZodPipe(PlaceQuery)) { enteredAt }: PlaceQuery): Place {
    return { position: this.callBacks.placeOf(known(name), enteredAt) }
  }
}

function known(name: string): string {
  const queue = QueueName.safeParse(name)
  if (!queue.success) throw refusal.notFound({ vi: 'hàng chờ này', en: 'queue' })
  return queue.data
}
