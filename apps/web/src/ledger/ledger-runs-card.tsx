import type { LedgerQuery, LedgerRun } from '@app/contracts'
import { Alert, Badge, Button, Card, Collapse, Group, Progress, Stack, Text, Textarea, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronRight, IconScale } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { formatDay, formatFull } from '../format/moments.js'
import { formatCount } from '../format/numbers.js'
import { useLanguage } from '../i18n.js'
import { EmptyState, Loaded, LoadingRows } from '../shell/states.js'
import { LedgerDifferences } from './ledger-differences.js'
import { useLedgerRuns, useNoteLedgerRun, useStartLedgerRun } from './ledger-queries.js'

const SHOWN = 5

/** Comparisons with Asterisk's own journal: what each found, and who has looked at it. */
export function LedgerRunsCard({ period }: { period: LedgerQuery }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const runs = useLedgerRuns()
  const start = useStartLedgerRun()
  const [all, setAll] = useState(false)
  const goesOn = runs.data?.runs.some(({ finishedAt }) => finishedAt === null) ?? false
  return (
    <Card withBorder p="md" mb="sm" component="section" aria-label={t('ledger.runs')}>
      <Group justify="space-between" mb="xs" gap="sm">
        <div>
          <Text fw={600}>{t('ledger.runs')}</Text>
          <Text size="xs" c="dimmed">
            {t('ledger.runsHint')} {runs.data?.nextAt && t('ledger.nextAt', { at: formatFull(runs.data.nextAt, language) })}
          </Text>
        </div>
        <Button variant="light" leftSection={<IconScale size={17} aria-hidden />} disabled={goesOn} loading={start.isPending} onClick={() => start.mutate(period)} data-testid="ledger-compare">
          {t('ledger.compare')}
        </Button>
      </Group>
      {start.error && (
        <Alert color="red" py="xs" mb="xs" role="alert">
          {failureSentence(start.error, language)}
        </Alert>
      )}
      <Loaded query={runs} skeleton={<LoadingRows rows={2} height={34} />}>
        {({ runs: found }) =>
          found.length === 0 ? (
            <EmptyState text={t('ledger.noRuns')} compact />
          ) : (
            <Stack gap={4}>
              {found.filter((run, index) => all || index < SHOWN || isOpen(run)).map((run) => (
                <RunRow key={`${run.id} ${run.alarm}`} run={run} />
              ))}
              {!all && found.length > SHOWN && (
                <Button size="compact-sm" variant="subtle" onClick={() => setAll(true)} style={{ alignSelf: 'flex-start' }}>
                  {t('ledger.earlier')}
                </Button>
              )}
            </Stack>
          )
        }
      </Loaded>
    </Card>
  )
}

const isOpen = (run: LedgerRun) => run.alarm && run.seen === null

function RunRow({ run }: { run: LedgerRun }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [opened, setOpened] = useState(isOpen(run))
  const more = run.differenceCount > 0 || run.error !== null || run.seen !== null
  const Chevron = opened ? IconChevronDown : IconChevronRight
  return (
    <div data-testid="ledger-run" data-run={run.id} data-differences={run.differenceCount} data-alarm={isOpen(run) ? 'open' : run.alarm ? 'noted' : 'no'} data-finished={run.finishedAt !== null}>
      <UnstyledButton w="100%" onClick={() => more && setOpened(!opened)} aria-expanded={more ? opened : undefined} disabled={!more} style={{ cursor: more ? 'pointer' : 'default' }}>
        <Group gap="sm" wrap="nowrap" py={3}>
          <Chevron size={16} aria-hidden style={{ visibility: more ? undefined : 'hidden', flexShrink: 0 }} />
          <Text size="sm" miw={210}>
            {run.from === run.to ? formatDay(`${run.from}T05:00:00Z`, language) : `${formatDay(`${run.from}T05:00:00Z`, language)} – ${formatDay(`${run.to}T05:00:00Z`, language)}`}
          </Text>
          <RunResult run={run} />
          <Text size="xs" c="dimmed" ml="auto">
            {run.by === null ? t('ledger.byNight') : t('ledger.byPerson', { name: run.by })} · {formatFull(run.startedAt, language)}
          </Text>
        </Group>
      </UnstyledButton>
      {run.finishedAt === null && <Progress value={(run.progress ?? 0) * 100} size="sm" aria-label={t('ledger.progress')} />}
      <Collapse expanded={opened}>
        <Stack gap="xs" pl={26} pb="sm">
          {run.error && (
            <Alert color="red" py="xs">
              {t(`ledger.error.${run.error.code}`)} <Text span size="xs" c="dimmed">{run.error.detail}</Text>
            </Alert>
          )}
          {run.differences.length > 0 && <LedgerDifferences differences={run.differences} />}
          {run.differenceCount > run.differences.length && <Text size="xs">{t('ledger.firstOnly', { shown: formatCount(run.differences.length, language), count: run.differenceCount })}</Text>}
          {run.seen && (
            <Text size="sm" data-testid="ledger-noted">
              {t('ledger.seenBy', { name: run.seen.by, at: formatFull(run.seen.at, language) })} “{run.seen.note}”
            </Text>
          )}
          {isOpen(run) && <NoteForm run={run} />}
        </Stack>
      </Collapse>
    </div>
  )
}

function RunResult({ run }: { run: LedgerRun }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const compared = run.days.reduce((sum, { journal }) => sum + journal.arrived, 0)
  return (
    <Group gap={8}>
      {run.finishedAt === null ? (
        <Badge variant="light">{t('ledger.goesOn')}</Badge>
      ) : run.error ? (
        <Badge variant="light" color="red">
          {t('ledger.failed')}
        </Badge>
      ) : (
        <Badge variant="light" color={run.differenceCount === 0 ? 'teal' : 'red'}>
          {run.differenceCount === 0 ? t('ledger.equal') : t('ledger.callsDiffer', { count: run.differenceCount })}
        </Badge>
      )}
      {run.finishedAt !== null && !run.error && (
        <Text size="xs" c="dimmed">
          {t('ledger.ofCalls', { calls: formatCount(compared, language) })}
          {run.inMotion > 0 && ` · ${t('ledger.inMotion', { calls: formatCount(run.inMotion, language) })}`}
          {run.beforeJournal > 0 && ` · ${t('ledger.beforeJournal', { calls: formatCount(run.beforeJournal, language) })}`}
        </Text>
      )}
      {isOpen(run) && (
        <Badge variant="filled" color="red">
          {t('ledger.toNote')}
        </Badge>
      )}
    </Group>
  )
}

function NoteForm({ run }: { run: LedgerRun }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [text, setText] = useState('')
  const note = useNoteLedgerRun(run.id)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        note.mutate(text.trim())
      }}
    >
      <Group align="flex-end" gap="xs">
        <Textarea flex={1} label={t('ledger.note')} placeholder={t('ledger.noteHint')} autosize minRows={1} maxRows={4} maxLength={500} value={text} onChange={(event) => setText(event.currentTarget.value)} data-testid="ledger-note" />
        <Button type="submit" disabled={text.trim().length < 3} loading={note.isPending} data-testid="ledger-note-save">
          {t('ledger.noteSave')}
        </Button>
      </Group>
      {note.error && (
        <Alert color="red" py="xs" mt="xs" role="alert">
          {failureSentence(note.error, language)}
        </Alert>
      )}
    </form>
  )
}
