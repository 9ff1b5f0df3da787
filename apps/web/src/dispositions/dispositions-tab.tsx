import type { Disposition, QueueDispositions } from '@app/contracts'
import { Alert, Button, Card, Group, Stack, Switch, Text, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { moved, RowOrder } from '../desk-rules/row-order.js'
import { formatFull } from '../format/moments.js'
import { slugOf } from '../format/slug-of.js'
import { useLanguage } from '../i18n.js'
import { QueueName } from '../shell/queue-name.js'
import { Loaded } from '../shell/states.js'
import { useDispositions, useSaveDispositions } from './disposition-queries.js'

/** What may come of a queue's talks, and whether it must be said. */
export function DispositionsTab() {
  const { t } = useTranslation()
  const dispositions = useDispositions()
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {t('deskRules.dispositionsAbout')}
      </Text>
      <Loaded query={dispositions}>
        {(queues) => (
          <Stack>
            {queues.map((found) => (
              <OfQueue key={`${found.queue} ${found.changed?.at}`} found={found} />
            ))}
          </Stack>
        )}
      </Loaded>
    </>
  )
}

/** `code` null: a new one, which gets its code from its name. */
type Draft = Omit<Disposition, 'code'> & { code: string | null; key: string }

function OfQueue({ found: { queue, changed, ...found } }: { found: QueueDispositions }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const save = useSaveDispositions()
  const [required, setRequired] = useState(found.required)
  const [rows, setRows] = useState<Draft[]>(() => found.dispositions.map((row) => ({ ...row, key: row.code })))
  const change = (index: number, part: Partial<Draft>) => setRows(rows.map((row, at) => (at === index ? { ...row, ...part } : row)))
  return (
    <Card withBorder p="md" data-testid={`dispositions-${queue}`}>
      <Group justify="space-between" mb="sm">
        <Text fw={600}>
          <QueueName name={queue} />
        </Text>
        <Switch label={t('deskRules.required')} checked={required} onChange={(event) => setRequired(event.currentTarget.checked)} data-testid={`dispositions-required-${queue}`} />
      </Group>
      <Stack gap={6}>
        {rows.map(({ key, name, active }, index) => (
          <Group key={key} wrap="nowrap" gap="sm">
            <Text w={20} size="sm" c="dimmed" ta="right">
              {index + 1}
            </Text>
            <TextInput style={{ flex: 1 }} aria-label={`${t('deskRules.vi')} ${index + 1}`} placeholder={t('deskRules.vi')} maxLength={60} value={name.vi} onChange={(event) => change(index, { name: { ...name, vi: event.currentTarget.value } })} />
            <TextInput style={{ flex: 1 }} aria-label={`${t('deskRules.en')} ${index + 1}`} placeholder={t('deskRules.en')} maxLength={60} value={name.en} onChange={(event) => change(index, { name: { ...name, en: event.currentTarget.value } })} />
            <Switch aria-label={`${t('deskRules.active')}: ${name[language]}`} checked={active} onChange={(event) => change(index, { active: event.currentTarget.checked })} />
            <RowOrder name={name[language]} index={index} count={rows.length} move={(by) => setRows(moved(rows, index, by))} />
          </Group>
        ))}
      </Stack>
      <Group mt="md">
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setRows([...rows, { key: `new-${rows.length}`, code: null, name: { vi: '', en: '' }, active: true }])}>
          {t('deskRules.add')}
        </Button>
        <Button
          loading={save.isPending}
          disabled={rows.some(({ name }) => name.vi.trim() === '' || name.en.trim() === '')}
          onClick={() => save.mutate({ queue, required, dispositions: rows.map(({ code, name, active }) => ({ code: code ?? slugOf(name.vi, 40), name, active })) })}
          data-testid={`dispositions-save-${queue}`}
        >
          {t('deskRules.save')}
        </Button>
        <Text size="sm" c="dimmed" role="status">
          {save.isSuccess ? t('deskRules.saved') : changed && t('deskRules.changed', { at: formatFull(changed.at, language), by: changed.by })}
        </Text>
      </Group>
      {save.error && (
        <Alert color="red" mt="sm" role="alert">
          {failureSentence(save.error, language)}
        </Alert>
      )}
    </Card>
  )
}
