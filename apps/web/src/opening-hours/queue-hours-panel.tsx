import type { NamedOpeningHours, QueueHours } from '@app/contracts'
import { Alert, Card, Select, SimpleGrid, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { formatFull } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { Loaded } from '../shell/states.js'
import { useQueueHours, useSaveQueueHours } from './opening-hours-queries.js'

const ALWAYS = ' always'

/** Which opening hours each queue has. */
export function QueueHoursPanel({ hours }: { hours: readonly NamedOpeningHours[] }) {
  const { t } = useTranslation()
  const queues = useQueueHours()
  return (
    <Card withBorder mb="lg" padding="md">
      <Text fw={600}>{t('hours.queues.title')}</Text>
      <Text size="sm" c="dimmed" mb="sm">
        {t('hours.queues.about')}
      </Text>
      <Loaded query={queues}>
        {(items) => (
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            {items.map((item) => (
              <QueueSelect key={item.queue} item={item} hours={hours} />
            ))}
          </SimpleGrid>
        )}
      </Loaded>
    </Card>
  )
}

function QueueSelect({ item: { queue, hours: code, changed }, hours }: { item: QueueHours; hours: readonly NamedOpeningHours[] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const save = useSaveQueueHours()
  return (
    <div>
      <Select
        label={t(`queue.${queue}`, { defaultValue: queue })}
        description={changed && t('hours.queues.changed', { at: formatFull(changed.at, language), by: changed.by })}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        allowDeselect={false}
        disabled={save.isPending}
        data={[{ value: ALWAYS, label: t('hours.queues.always') }, ...hours.map(({ code, title }) => ({ value: code, label: title[language] }))]}
        value={code ?? ALWAYS}
        onChange={(value) => value !== null && save.mutate({ queue, hours: value === ALWAYS ? null : value })}
        data-testid={`queue-hours-${queue}`}
      />
      {save.error && (
        <Alert color="red" py="xs" mt="xs" role="alert">
          {failureSentence(save.error, language)}
        </Alert>
      )}
    </div>
  )
}
