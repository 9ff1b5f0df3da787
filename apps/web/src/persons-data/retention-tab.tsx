import { RETENTION_KINDS, type PutRetention, type Retention, type RetentionKind, type RetentionPreview } from '@app/contracts'
import { Alert, Button, Card, Group, NumberInput, Stack, Table, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { formatDay, formatFull } from '../format/moments.js'
import { formatCount } from '../format/numbers.js'
import { useLanguage } from '../i18n.js'
import { useSession } from '../session/session-context.js'
import { Loaded, LoadingRows } from '../shell/states.js'
import { usePutRetention, useRetention, useRetentionPreview } from './persons-data-queries.js'

type Days = PutRetention['days']

/** How long each kind of data is kept, and what the next night will erase. */
export function RetentionTab() {
  const retention = useRetention()
  return (
    <Loaded query={retention} skeleton={<LoadingRows rows={8} height={48} />}>
      {(found) => <RetentionForm key={found.rules.map(({ days }) => days).join(' ')} retention={found} />}
    </Loaded>
  )
}

function RetentionForm({ retention }: { retention: Retention }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const mayEdit = useSession().role === 'admin'
  const stored = Object.fromEntries(retention.rules.map(({ kind, days }) => [kind, days])) as Days
  const [days, setDays] = useState(stored)
  const changed = RETENTION_KINDS.some((kind) => days[kind] !== stored[kind])
  const [asked] = useDebouncedValue(days, 400)
  const preview = useRetentionPreview(asked, changed)
  const put = usePutRetention()
  const short = retention.rules.some(({ kind, leastDays }) => isShort(days[kind], leastDays))
  return (
    <Stack gap="sm">
      <Alert color="blue" py="xs">
        {t('personsData.retention.about', { at: formatFull(retention.nextRunAt, language) })}
      </Alert>
      <Card withBorder p={0}>
        <RulesTable retention={retention} days={days} due={changed ? preview.data : undefined} change={mayEdit ? (kind, value) => setDays({ ...days, [kind]: value }) : null} />
      </Card>
      {put.error && (
        <Alert color="red" py="xs" role="alert">
          {failureSentence(put.error, language)}
        </Alert>
      )}
      {mayEdit && (
        <Group>
          <Button disabled={!changed || short} loading={put.isPending} onClick={() => put.mutate({ days })} data-testid="retention-save">
            {t('personsData.retention.save')}
          </Button>
          <Button variant="default" disabled={!changed} onClick={() => setDays(stored)}>
            {t('personsData.cancel')}
          </Button>
        </Group>
      )}
      <Runs retention={retention} />
    </Stack>
  )
}

const isShort = (days: number | null, least: number) => days !== null && days < least

function RulesTable({ retention, days, due, change }: { retention: Retention; days: Days; due: RetentionPreview | undefined; change: ((kind: RetentionKind, days: number | null) => void) | null }) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <Table.ScrollContainer minWidth={900}>
      <Table verticalSpacing={8}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('personsData.retention.kind')}</Table.Th>
            <Table.Th w={170}>{t('personsData.retention.days')}</Table.Th>
            <Table.Th w={330}>{t('personsData.retention.least')}</Table.Th>
            <Table.Th w={120}>{t('personsData.retention.oldest')}</Table.Th>
            <Table.Th w={130} ta="right">
              {t('personsData.retention.due')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {retention.rules.map((rule) => (
            <Table.Tr key={rule.kind} data-testid={`retention-${rule.kind}`}>
              <Table.Td>
                <Text size="sm" fw={500}>
                  {t(`personsData.retention.kinds.${rule.kind}.name`)}
                </Text>
                <Text size="xs" c="dimmed">
                  {t(`personsData.retention.kinds.${rule.kind}.what`)}
                </Text>
              </Table.Td>
              <Table.Td>
                <NumberInput
                  size="sm"
                  readOnly={change === null}
                  hideControls={change === null}
                  allowDecimal={false}
                  allowNegative={false}
                  max={36_500}
                  placeholder={t('personsData.retention.noEnd')}
                  thousandSeparator={language === 'vi' ? '.' : ','}
                  decimalSeparator={language === 'vi' ? ',' : '.'}
                  suffix={t('personsData.retention.daysSuffix')}
                  aria-label={t('personsData.retention.daysOf', { kind: t(`personsData.retention.kinds.${rule.kind}.name`) })}
                  value={days[rule.kind] ?? ''}
                  onChange={(value) => change?.(rule.kind, typeof value === 'number' && value > 0 ? value : null)}
                  error={isShort(days[rule.kind], rule.leastDays)}
                  data-testid={`retention-days-${rule.kind}`}
                />
              </Table.Td>
              <Table.Td>
                <Text size="sm" c={isShort(days[rule.kind], rule.leastDays) ? 'red' : undefined}>
                  {t('personsData.retention.leastDays', { count: rule.leastDays })}
                </Text>
                <Text size="xs" c="dimmed">
                  {t(rule.kind === 'looks' ? 'personsData.retention.sanction' : 'personsData.retention.complaint')}
                </Text>
              </Table.Td>
              <Table.Td>{rule.oldest && formatDay(rule.oldest, language)}</Table.Td>
              <Table.Td ta="right" fw={600} data-testid={`retention-due-${rule.kind}`}>
                {formatCount(due?.[rule.kind] ?? rule.due, language)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function Runs({ retention: { runs } }: { retention: Retention }) {
  const { t } = useTranslation()
  const language = useLanguage()
  if (runs.length === 0) return null
  return (
    <section aria-label={t('personsData.retention.runs')}>
      <Text fw={600} mb={4}>
        {t('personsData.retention.runs')}
      </Text>
      {runs.map((run) => {
        const erased = RETENTION_KINDS.flatMap((kind) => (run.erased[kind] ? [`${t(`personsData.retention.kinds.${kind}.name`)}: ${formatCount(run.erased[kind], language)}`] : []))
        return (
          <Text key={run.day} size="sm">
            {formatFull(run.startedAt, language)}
            {' · '}
            {erased.length > 0 ? erased.join(', ') : t('personsData.retention.nothing')}
            {run.finishedAt === null && ` · ${t('personsData.retention.goesOn')}`}
          </Text>
        )
      })}
    </section>
  )
}
