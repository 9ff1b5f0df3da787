import type { Directory, Reorganisation } from '@app/contracts'
import { Alert, Badge, Button, Card, Group, Modal, Stack, Text } from '@mantine/core'
import { IconArrowsExchange, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { formatDay, formatFull } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { EmptyState, Loaded } from '../shell/states.js'
import { useCancelReorganisation, useReorganisations } from './directory-queries.js'
import { ReorganisationForm } from './reorganisation-form.js'

const COLORS: Record<Reorganisation['state'], string> = { planned: 'blue', moving: 'yellow', done: 'green', cancelled: 'gray', stuck: 'red' }

/** Reorganisations: planned, under way, carried out. */
export function ReorganisationsTab({ directory }: { directory: Directory }) {
  const { t } = useTranslation()
  const reorganisations = useReorganisations()
  const [planning, setPlanning] = useState(false)
  return (
    <Stack gap="sm">
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" c="dimmed">
          {t('departments.reorganisationsAbout')}
        </Text>
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setPlanning(true)} data-testid="reorganisation-new" style={{ flexShrink: 0 }}>
          {t('departments.plan')}
        </Button>
      </Group>
      <Loaded query={reorganisations}>{(rows) => (rows.length === 0 ? <EmptyState icon={IconArrowsExchange} text={t('departments.noReorganisations')} /> : rows.map((row) => <ReorganisationCard key={row.id} row={row} />))}</Loaded>
      <Modal opened={planning} onClose={() => setPlanning(false)} size="xl" title={<Text fw={600}>{t('departments.plan')}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }} closeOnClickOutside={false}>
        {planning && <ReorganisationForm directory={directory} done={() => setPlanning(false)} />}
      </Modal>
    </Stack>
  )
}

function ReorganisationCard({ row }: { row: Reorganisation }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const cancel = useCancelReorganisation()
  const names = (list: Reorganisation['sources']) => list.map((name) => name[language]).join(' + ')
  return (
    <Card withBorder p="sm" data-testid="reorganisation" data-state={row.state}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Stack gap={4}>
          <Group gap="xs">
            <Text fw={600}>{t(`departments.kind.${row.kind}`)}</Text>
            <Badge variant="light" color={COLORS[row.state]}>
              {t(`departments.planState.${row.state}`)}
            </Badge>
            <Text size="sm">{t('departments.fromDay', { day: formatDay(row.day, language) })}</Text>
          </Group>
          <Text size="sm">{t('departments.way', { from: names(row.sources), to: names(row.targets) })}</Text>
          <Text size="sm" c="dimmed">
            {row.note}
          </Text>
          <Text size="xs" c="dimmed">
            {t('departments.plannedBy', { by: row.plannedBy, at: formatFull(row.plannedAt, language) })}
            {row.doneAt !== null && ` · ${t('departments.doneAt', { at: formatFull(row.doneAt, language), count: row.movedTickets })}`}
          </Text>
          {row.faults.map((fault) => (
            <Text key={fault.en} size="sm" c="red">
              {fault[language]}
            </Text>
          ))}
        </Stack>
        {(row.state === 'planned' || row.state === 'stuck') && (
          <Button variant="default" size="compact-md" loading={cancel.isPending} onClick={() => cancel.mutate(row.id)} data-testid="reorganisation-cancel" style={{ flexShrink: 0 }}>
            {t('departments.cancelPlan')}
          </Button>
        )}
      </Group>
      {cancel.error && (
        <Alert color="red" py="xs" mt="xs" role="alert">
          {failureSentence(cancel.error, language)}
        </Alert>
      )}
    </Card>
  )
}
