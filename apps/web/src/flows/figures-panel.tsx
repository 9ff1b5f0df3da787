import { CALL_OUTCOMES, type CallOutcome, type FlowFigures } from '@app/contracts'
import { Progress, SegmentedControl, Stack, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { OUTCOME_COLORS } from '../calls/outcomes.js'
import { EmptyState, Loaded } from '../shell/states.js'

type Answered = Parameters<typeof Loaded<FlowFigures>>[0]['query']

/** What became of the calls: answered by the flow itself, brought to a person, given up. */
const GROUPS: Record<'selfServed' | 'person' | 'gaveUp', readonly CallOutcome[]> = {
  selfServed: ['self-served'],
  person: ['answered', 'called-back', 'voicemail'],
  gaveUp: ['abandoned', 'short-abandoned', 'overflowed'],
}

/** How calls went through the version that is drawn; the cards say how many came to each. */
export function FiguresPanel({ query, days, setDays }: { query: Answered; days: number; setDays: (days: number) => void }) {
  const { t } = useTranslation()
  return (
    <Stack gap="sm" data-testid="flow-figures">
      <SegmentedControl size="xs" value={String(days)} onChange={(value) => setDays(Number(value))} data={[1, 7, 30, 90].map((count) => ({ value: String(count), label: count === 1 ? t('flows.figures.today') : t('flows.figures.days', { count }) }))} aria-label={t('flows.figures.period')} />
      <Loaded query={query}>
        {(figures) =>
          figures.calls === 0 ? (
            <EmptyState text={t('flows.figures.none', { version: figures.version })} compact />
          ) : (
            <>
              <Text size="sm">{t('flows.figures.about', { version: figures.version, count: figures.calls })}</Text>
              <Progress.Root size={18} aria-hidden>
                {CALL_OUTCOMES.map((outcome) => (
                  <Progress.Section key={outcome} value={(100 * (figures.outcomes[outcome] ?? 0)) / figures.calls} color={OUTCOME_COLORS[outcome]} />
                ))}
              </Progress.Root>
              <Table withRowBorders={false} verticalSpacing={3}>
                {(['selfServed', 'person', 'gaveUp'] as const).map((group) => (
                  <Table.Tbody key={group} data-testid={`figures-${group}`} data-calls={countOf(figures, GROUPS[group])}>
                    <Row name={t(`flows.figures.${group}`)} calls={countOf(figures, GROUPS[group])} all={figures.calls} strong />
                    {GROUPS[group].length > 1 && GROUPS[group].map((outcome) => <Row key={outcome} name={t(`outcome.${outcome}`)} calls={figures.outcomes[outcome] ?? 0} all={figures.calls} />)}
                  </Table.Tbody>
                ))}
              </Table>
              <Text size="xs" c="dimmed">
                {t('flows.figures.legend')}
              </Text>
            </>
          )
        }
      </Loaded>
    </Stack>
  )
}

const countOf = ({ outcomes }: FlowFigures, which: readonly CallOutcome[]) => which.reduce((sum, outcome) => sum + (outcomes[outcome] ?? 0), 0)

function Row({ name, calls, all, strong = false }: { name: string; calls: number; all: number; strong?: boolean }) {
  return (
    <Table.Tr fw={strong ? 600 : 400}>
      <Table.Td pl={strong ? 0 : 'md'}>{name}</Table.Td>
      <Table.Td ta="right">{calls}</Table.Td>
      <Table.Td ta="right" w={60}>
        {Math.round((100 * calls) / all)} %
      </Table.Td>
    </Table.Tr>
  )
}
