import type { RoutingDetails, RoutingWorld, TrialDifference, TrialFigures, TrialPeriod } from '@app/contracts'
import { Alert, Badge, Button, Card, Group, Progress, Stack, Table, Text, Title } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { failureSentence } from '../api/refused-request.js'
import { dayOf, formatFull } from '../format/moments.js'
import { formatCount, formatTicketCode } from '../format/numbers.js'
import { useLanguage } from '../i18n.js'
import { DayInput } from '../shell/day-input.js'
import { LoadingRows } from '../shell/states.js'
import { OutcomeText } from './outcome-text.js'
import { useTrialDifferences, useTrialFigures } from './routing-queries.js'
import { TryTextForm } from './try-text-form.js'

const DAY_MS = 86_400_000

/** The draft on tickets of the past, and on a text that somebody types. */
export function TrialPanel({ details, world }: { details: RoutingDetails; world: RoutingWorld }) {
  const { t } = useTranslation()
  const today = dayOf(Date.now())
  const [period, setPeriod] = useState<TrialPeriod>({ from: dayOf(Date.now() - 29 * DAY_MS), to: today })
  const [tried, tryOn] = useState<TrialPeriod | null>(null)
  return (
    <Stack gap="lg">
      <Card withBorder>
        <Stack gap="sm">
          <Title order={2} fz={16}>
            {t('routing.trial.past')}
          </Title>
          <Text size="sm" c="dimmed">
            {t(details.draft ? 'routing.trial.about' : 'routing.trial.noDraft')}
          </Text>
          <Group gap="xs">
            <DayInput label={t('routing.from')} day={period.from} last={period.to} onChange={(from) => setPeriod({ ...period, from })} testId="trial-from" />
            <span aria-hidden>–</span>
            <DayInput label={t('routing.to')} day={period.to} last={today} onChange={(to) => setPeriod({ from: to < period.from ? to : period.from, to })} testId="trial-to" />
            <Button leftSection={<IconPlayerPlay size={16} aria-hidden />} onClick={() => tryOn(period)} data-testid="trial-start">
              {t('routing.trial.start')}
            </Button>
          </Group>
          {tried && <Tried key={`${tried.from} ${tried.to}`} period={tried} revision={details.draft?.revision ?? null} details={details} />}
        </Stack>
      </Card>
      <Card withBorder>
        <TryTextForm world={world} revision={details.draft?.revision ?? null} />
      </Card>
    </Stack>
  )
}

function Tried({ period, revision, details }: { period: TrialPeriod; revision: number | null; details: RoutingDetails }) {
  const language = useLanguage()
  const figures = useTrialFigures(period, revision, true)
  if (figures.error)
    return (
      <Alert color="red" py="xs" role="alert">
        {failureSentence(figures.error, language)}
      </Alert>
    )
  if (!figures.data) return <LoadingRows rows={4} />
  return (
    <>
      <Figures figures={figures.data} details={details} />
      {figures.data.different > 0 && <Differences period={period} revision={revision} />}
    </>
  )
}

function Figures({ figures, details }: { figures: TrialFigures; details: RoutingDetails }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const count = (value: number) => formatCount(value, language)
  const most = Math.max(1, ...figures.departments.map(({ published, draft }) => Math.max(published, draft)))
  const rules = details.definition.rules.flatMap((rule, index) => (rule.on ? [{ key: rule.id, number: index + 1, name: rule.name[language], tickets: figures.rules.find(({ id }) => id === rule.id)?.tickets ?? 0 }] : []))
  const others = (['category', 'fallback'] as const).map((id) => ({ key: id, number: null, name: t(`routing.why.${id}`), tickets: figures.rules.find((one) => one.id === id)?.tickets ?? 0 }))
  return (
    <Stack gap="sm" data-testid="trial-figures" data-different={figures.different}>
      <Text fw={600} aria-live="polite">
        {t('routing.trial.result', { tickets: count(figures.tickets), different: count(figures.different) })}
      </Text>
      {figures.tickets > 0 && (
        <Group align="flex-start" gap="xl" wrap="wrap">
          <Table style={{ flex: '3 1 480px' }} verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('routing.department')}</Table.Th>
                <Table.Th ta="right">{t('routing.trial.published')}</Table.Th>
                <Table.Th ta="right">{t('routing.trial.draft')}</Table.Th>
                <Table.Th ta="right">{t('routing.trial.change')}</Table.Th>
                <Table.Th w={130} aria-hidden />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {figures.departments.map(({ code, name, published, draft }) => (
                <Table.Tr key={code} data-testid="trial-department" data-code={code}>
                  <Table.Td>{name[language]}</Table.Td>
                  <Table.Td ta="right">{count(published)}</Table.Td>
                  <Table.Td ta="right">{count(draft)}</Table.Td>
                  <Table.Td ta="right" fw={600} c={draft === published ? 'dimmed' : draft > published ? 'teal' : 'orange'}>
                    {draft === published ? '=' : `${draft > published ? '+' : '−'}${count(Math.abs(draft - published))}`}
                  </Table.Td>
                  <Table.Td aria-hidden>
                    <Progress value={(draft / most) * 100} size="sm" />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          <Table style={{ flex: '2 1 320px' }} verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('routing.trial.byRule')}</Table.Th>
                <Table.Th ta="right">{t('routing.trial.tickets')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {[...rules, ...others].map(({ key, number, name, tickets }) => (
                <Table.Tr key={key}>
                  <Table.Td>{number === null ? name : `${number}. ${name}`}</Table.Td>
                  <Table.Td ta="right" c={tickets === 0 ? 'dimmed' : undefined}>
                    {count(tickets)}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Group>
      )}
    </Stack>
  )
}

function Differences({ period, revision }: { period: TrialPeriod; revision: number | null }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const differences = useTrialDifferences(period, revision, true)
  const items = differences.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Stack gap={8}>
      <Text fw={600} mt="xs">
        {t('routing.trial.elsewhere')}
      </Text>
      {differences.error && (
        <Alert color="red" py="xs" role="alert">
          {failureSentence(differences.error, language)}
        </Alert>
      )}
      {differences.isPending && <LoadingRows rows={3} height={60} />}
      {items.map((item) => (
        <Difference key={item.code} item={item} />
      ))}
      {differences.hasNextPage && (
        <Button variant="default" size="sm" style={{ alignSelf: 'center' }} loading={differences.isFetchingNextPage} onClick={() => void differences.fetchNextPage()} data-testid="trial-more">
          {t('routing.trial.more')}
        </Button>
      )}
    </Stack>
  )
}

function Difference({ item }: { item: TrialDifference }) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <Card withBorder p="xs" data-testid="trial-difference" data-code={item.code}>
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <Stack gap={0} style={{ flex: '1 1 40%', minWidth: 0 }}>
          <Group gap={8}>
            {item.description === null ? (
              <Text size="sm" fw={600}>
                {formatTicketCode(item.code)}
              </Text>
            ) : (
              <Text size="sm" fw={600} component={Link} to={`/tickets/${item.code}`}>
                {formatTicketCode(item.code)}
              </Text>
            )}
            <Text size="xs" c="dimmed">
              {formatFull(item.at, language)}
            </Text>
          </Group>
          <Text size="xs" c="dimmed">
            {item.category[language]}
            {item.place && ` · ${item.place}`}
          </Text>
          <Text size="sm" className="clamp">
            {item.description ?? t('routing.trial.hidden')}
          </Text>
        </Stack>
        <Stack gap={2} style={{ flex: '1 1 30%', minWidth: 0 }}>
          <Badge size="xs" variant="light" color="gray">
            {t('routing.trial.published')}
          </Badge>
          <OutcomeText outcome={item.published} />
        </Stack>
        <Stack gap={2} style={{ flex: '1 1 30%', minWidth: 0 }}>
          <Badge size="xs" variant="light">
            {t('routing.trial.draft')}
          </Badge>
          <OutcomeText outcome={item.draft} />
        </Stack>
      </Group>
    </Card>
  )
}
