import type { LiveQueue } from '@app/contracts'
import { Card, SimpleGrid } from '@mantine/core'
import { QueueBox } from '../desk/queues-panel.js'

/** Who waits, in the order of their turns; no room is taken where nobody does. */
export function WaitingCallers({ queues }: { queues: readonly LiveQueue[] }) {
  return (
    <SimpleGrid cols={{ base: 1, md: Math.min(3, Math.max(1, queues.length)) }} mb="md">
      {queues.map((queue) => (
        <Card key={queue.name} withBorder p="sm">
          <QueueBox queue={queue} />
        </Card>
      ))}
    </SimpleGrid>
  )
}
