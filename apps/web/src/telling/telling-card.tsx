import { TELL_BY, type Telling, type Ticket } from '@app/contracts'
import { Alert, Card, Group, Select, Stack, Switch, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { formatFull } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { useSession } from '../session/session-context.js'
import { useChangeTelling, useTelling } from './telling-queries.js'

const CHANGERS = ['operator', 'supervisor', 'admin']

/** How the citizen is told, and what they do not want; an operator changes it when they ask for it. */
export function TellingCard({ ticket }: { ticket: Ticket }) {
  const telling = useTelling(ticket.code)
  const { role } = useSession()
  if (!telling.data) return null
  return <Ways code={ticket.code} telling={telling.data} mayChange={CHANGERS.includes(role)} />
}

function Ways({ code, telling, mayChange }: { code: string; telling: Telling; mayChange: boolean }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const change = useChangeTelling(code)
  const ways = telling.ways.filter(({ address }) => address !== null)
  if (ways.length === 0) return null
  return (
    <Card withBorder p="sm" data-testid="telling">
      <Stack gap={6}>
        <Select
          size="xs"
          label={t('telling.by')}
          placeholder={t('ticketForm.tellByNobody')}
          clearable
          disabled={!mayChange || change.isPending}
          data={ways.map(({ channel }) => ({ value: channel, label: t(`tellBy.${channel}`) }))}
          value={telling.tellBy}
          onChange={(value) => change.mutate({ tellBy: TELL_BY.find((known) => known === value) ?? null })}
          data-testid="telling-by"
        />
        {ways.map(({ channel, address, optedOutAt }) => (
          <Group key={channel} justify="space-between" gap="xs" wrap="nowrap">
            <div style={{ minWidth: 0 }}>
              <Text size="sm" truncate>
                {`${t(`telling.way.${channel}`)}: ${address}`}
              </Text>
              {optedOutAt !== null && (
                <Text size="xs" c="orange">
                  {t('telling.optedOutAt', { at: formatFull(optedOutAt, language) })}
                </Text>
              )}
            </div>
            <Switch
              size="sm"
              label={t('telling.wanted')}
              checked={optedOutAt === null}
              disabled={!mayChange || change.isPending}
              onChange={(event) => change.mutate({ optOut: { channel, wanted: !event.currentTarget.checked } })}
              data-testid={`telling-wanted-${channel}`}
            />
          </Group>
        ))}
        {change.error && (
          <Alert color="red" py="xs" role="alert">
            {failureSentence(change.error, language)}
          </Alert>
        )}
      </Stack>
    </Card>
  )
}
