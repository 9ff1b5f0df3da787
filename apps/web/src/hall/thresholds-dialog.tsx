import { WATCHED, type QueueThresholds, type WallboardQueue, type Watched } from '@app/contracts'
import { Alert, Button, Group, Modal, NumberInput, SimpleGrid, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { formatFull } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { useSaveThresholds } from './hall-queries.js'

const BOTH = ['warn', 'alarm'] as const

/** The limits of one queue; an empty field is no limit. */
export function ThresholdsDialog({ queue, close }: { queue: WallboardQueue; close: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [limits, setLimits] = useState<QueueThresholds>(queue.thresholds)
  const save = useSaveThresholds(queue.queue)
  const set = (what: Watched, which: 'warn' | 'alarm', value: string | number) => setLimits((before) => ({ ...before, [what]: { ...before[what], [which]: value === '' ? null : Math.round(Number(value)) } }))
  return (
    <Modal opened onClose={close} title={t('wall.limitsOf', { queue: t(`queue.${queue.queue}`, { defaultValue: queue.queue }) })} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate(limits, { onSuccess: close })
        }}
      >
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t('wall.limitsAbout')}
          </Text>
          {WATCHED.map((what) => (
            <SimpleGrid key={what} cols={2}>
              {BOTH.map((which) => (
                <NumberInput key={which} label={t(`wall.limit.${what}`)} description={t(`wall.${which}`)} min={0} max={what === 'serviceLevel' ? 100 : 86_400} value={limits[what][which] ?? ''} onChange={(value) => set(what, which, value)} data-testid={`limit-${what}-${which}`} />
              ))}
            </SimpleGrid>
          ))}
          {save.error && (
            <Alert color="red" role="alert">
              {failureSentence(save.error, language)}
            </Alert>
          )}
          <Group justify="space-between">
            <Text size="xs" c="dimmed">
              {queue.changed && t('wall.changed', { at: formatFull(queue.changed.at, language), by: queue.changed.by })}
            </Text>
            <Group>
              <Button variant="default" onClick={close}>
                {t('wall.cancel')}
              </Button>
              <Button type="submit" loading={save.isPending} data-testid="limits-save">
                {t('wall.save')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
