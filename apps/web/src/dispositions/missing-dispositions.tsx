import { Card, Group, Stack, Text } from '@mantine/core'
import { IconListCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { useNow } from '../live/live-context.js'
import { PersonalValue } from '../persons-data/personal-value.js'
import { QueueName } from '../shell/queue-name.js'
import { EmptyState, Loaded, LoadingRows } from '../shell/states.js'
import { DispositionChoice } from './disposition-choice.js'
import { useMissingDispositions } from './disposition-queries.js'

/** Own talks of which nobody said what came of them: the wrap-up ran out. */
export function MissingDispositions() {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  const missing = useMissingDispositions()
  return (
    <Loaded query={missing} skeleton={<LoadingRows rows={3} height={80} />}>
      {(talks) =>
        talks.length === 0 ? (
          <EmptyState icon={IconListCheck} text={t('dispositions.none')} />
        ) : (
          <Stack gap={8}>
            {talks.map(({ callId, queue, answeredAt, number }) => (
              <Card key={callId} withBorder p="sm" data-testid="missing-disposition" data-call={callId}>
                <Group align="flex-start" gap="lg">
                  <div style={{ width: 210 }}>
                    <Text fw={600}>
                      <PersonalValue field="number" value={number} of={{ kind: 'call', id: callId }} />
                    </Text>
                    <Text size="xs" c="dimmed">
                      {formatMoment(answeredAt, language, now)} · <QueueName name={queue} />
                    </Text>
                  </div>
                  <div style={{ width: 240 }}>
                    <DispositionChoice callId={callId} queue={queue} />
                  </div>
                </Group>
              </Card>
            ))}
          </Stack>
        )
      }
    </Loaded>
  )
}
