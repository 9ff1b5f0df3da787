import type { CallBack, CallBackState, Page } from '@app/contracts'
import { Alert, Badge, Button, Card, Group, Stack, Text } from '@mantine/core'
import { IconPhoneIncoming, IconX } from '@tabler/icons-react'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../api/request.js'
import { failureSentence } from '../api/refused-request.js'
import { formatMoment } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { useNow } from '../live/live-context.js'
import { PersonalValue } from '../persons-data/personal-value.js'
import { useSession } from '../session/session-context.js'
import { QueueName } from '../shell/queue-name.js'
import { EmptyState, Loaded, LoadingRows, Pages } from '../shell/states.js'

const COLORS: Record<CallBackState, string> = { waiting: 'yellow', 'in-queue': 'blue', reached: 'teal', unreached: 'red', cancelled: 'gray', 'answered-otherwise': 'teal' }

/** Promised call-backs: those that are open, then the others. */
export function CallBacksList() {
  const { t } = useTranslation()
  const [page, setPage] = useState(1)
  const callBacks = useQuery({ queryKey: ['call-backs', page], queryFn: ({ signal }) => request<Page<CallBack>>('GET', `/api/call-backs?page=${page}`, { signal }), placeholderData: keepPreviousData })
  return (
    <>
      <Loaded query={callBacks} skeleton={<LoadingRows rows={6} height={60} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={IconPhoneIncoming} text={t('callBacks.none')} />
          ) : (
            <Stack gap={8}>
              {items.map((callBack) => (
                <CallBackRow key={callBack.id} callBack={callBack} />
              ))}
            </Stack>
          )
        }
      </Loaded>
      {callBacks.data && <Pages {...callBacks.data} onChange={setPage} />}
    </>
  )
}

function CallBackRow({ callBack: { id, number, queue, state, promisedAt, attempts, nextAt } }: { callBack: CallBack }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  const { role } = useSession()
  const client = useQueryClient()
  const cancel = useMutation({ mutationFn: () => request('POST', `/api/call-backs/${id}/cancel`), onSuccess: () => client.invalidateQueries({ queryKey: ['call-backs'] }) })
  const open = state === 'waiting' || state === 'in-queue'
  return (
    <Card withBorder p="sm" data-testid="call-back-row" data-state={state}>
      <Group gap="md">
        <div style={{ width: 210 }}>
          <Text fw={600}>
            <PersonalValue field="number" value={number} of={{ kind: 'call-back', id: String(id) }} />
          </Text>
          <Text size="xs" c="dimmed">
            {formatMoment(promisedAt, language, now)} · <QueueName name={queue} />
          </Text>
        </div>
        <Group gap="xs" style={{ flex: 1 }}>
          <Badge variant="light" color={COLORS[state]}>
            {t(`callBackState.${state}`)}
          </Badge>
          <Text size="xs" c="dimmed">
            {attempts > 0 && t('callBacks.attempts', { count: attempts })}
            {state === 'waiting' && nextAt && Date.parse(nextAt) > now && ` · ${t('callBacks.next', { at: formatMoment(nextAt, language, now) })}`}
          </Text>
        </Group>
        {open && role !== 'manager' && (
          <Button variant="default" size="compact-md" leftSection={<IconX size={16} aria-hidden />} loading={cancel.isPending} onClick={() => cancel.mutate()} data-testid="call-back-cancel">
            {t('callBacks.cancel')}
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
