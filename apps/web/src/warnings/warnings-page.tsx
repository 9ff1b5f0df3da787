import type { TicketWarning } from '@app/contracts'
import { Alert, Anchor, Badge, Box, Button, Card, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconBellCheck, IconCheck, IconEye } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { failureSentence } from '../api/refused-request.js'
import { timeLeft } from '../format/durations.js'
import { formatFull, formatMoment } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { useNow } from '../live/live-context.js'
import { useSession } from '../session/session-context.js'
import { PageTitle } from '../shell/page-title.js'
import { EmptyState, Loaded, LoadingRows, Pages } from '../shell/states.js'
import { TicketCode } from '../tickets/ticket-code.js'
import { useTicketWarnings, useWarningDeed } from './warning-queries.js'

const COLORS: Record<number, string> = { 50: 'yellow', 80: 'orange', 100: 'red' }

/** Tickets whose time runs out, for whoever must look at them; the nearest deadline first. */
export function WarningsPage() {
  const { t } = useTranslation()
  const [handled, setHandled] = useState<'no' | 'yes'>('no')
  const [page, setPage] = useState(1)
  const warnings = useTicketWarnings(handled, page)
  return (
    <main className="page" style={{ maxWidth: 900 }}>
      <PageTitle title={t('screen.warnings')}>
        <SegmentedControl
          size="xs"
          value={handled}
          onChange={(value) => {
            setHandled(value === 'yes' ? 'yes' : 'no')
            setPage(1)
          }}
          data={[
            { value: 'no', label: t('warnings.waiting') },
            { value: 'yes', label: t('warnings.handled') },
          ]}
        />
      </PageTitle>
      <Loaded query={warnings} skeleton={<LoadingRows rows={5} height={110} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={IconBellCheck} text={t(handled === 'no' ? 'warnings.none' : 'warnings.noneHandled')} />
          ) : (
            <Stack gap={8}>
              {items.map((warning) => (
                <WarningCard key={warning.id} warning={warning} />
              ))}
            </Stack>
          )
        }
      </Loaded>
      {warnings.data && <Pages {...warnings.data} onChange={setPage} />}
    </main>
  )
}

function WarningCard({ warning }: { warning: TicketWarning }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { role } = useSession()
  const now = useNow()
  const see = useWarningDeed('seen')
  const handle = useWarningDeed('handled')
  const failure = see.error ?? handle.error
  const left = timeLeft(warning.deadlineAt, now)
  const readable = warning.description !== null
  return (
    <Card withBorder p="sm" style={{ borderLeft: `4px solid var(--mantine-color-${COLORS[warning.percent] ?? 'gray'}-6)` }} data-testid="warning" data-code={warning.code} data-percent={warning.percent}>
      <Group gap={8}>
        {readable ? (
          <Anchor component={Link} to={`/${role === 'officer' ? 'inbox' : 'tickets'}/${warning.code}`}>
            <TicketCode code={warning.code} />
          </Anchor>
        ) : (
          <TicketCode code={warning.code} />
        )}
        <Badge variant="light" color={COLORS[warning.percent] ?? 'gray'}>
          {t('warnings.percent', { percent: warning.percent })}
        </Badge>
        {warning.seenAt === null && (
          <Badge variant="dot" color="blue">
            {t('warnings.new')}
          </Badge>
        )}
        <Box ml="auto">
          <Text size="sm" fw={600} c={left.overdue ? 'red' : undefined}>
            {t(`deadline.${left.overdue ? 'over' : 'left'}.${left.key}`, { ...left })}
          </Text>
        </Box>
      </Group>
      <Text size="sm" fw={500} mt={4}>
        {warning.category[language]} · {warning.department[language]}
      </Text>
      {readable && (
        <Text size="sm" className="clamp">
          {warning.description}
        </Text>
      )}
      <Group justify="space-between" mt={6} gap="xs" align="flex-end">
        <Text size="xs" c="dimmed">
          {t(`warnings.for.${warning.warned}`, { department: warning.warnedDepartment?.[language] ?? '' })} · {formatMoment(warning.at, language, now)}
          {warning.seenAt !== null && ` · ${t('warnings.seenBy', { by: warning.seenBy, at: formatMoment(warning.seenAt, language, now) })}`}
          {warning.handledAt !== null && ` · ${t('warnings.handledBy', { by: warning.handledBy, at: formatFull(warning.handledAt, language) })}`}
        </Text>
        {warning.handledAt === null && (
          <Group gap="xs">
            {warning.seenAt === null && (
              <Button size="compact-md" variant="default" leftSection={<IconEye size={16} aria-hidden />} loading={see.isPending} onClick={() => see.mutate(warning.id)} data-testid="warning-seen">
                {t('warnings.see')}
              </Button>
            )}
            <Button size="compact-md" variant="light" leftSection={<IconCheck size={16} aria-hidden />} loading={handle.isPending} onClick={() => handle.mutate(warning.id)} data-testid="warning-handled">
              {t('warnings.handle')}
            </Button>
          </Group>
        )}
      </Group>
      {failure && (
        <Alert color="red" py="xs" mt="xs" role="alert">
          {failureSentence(failure, language)}
        </Alert>
      )}
    </Card>
  )
}
