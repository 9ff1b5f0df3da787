import type { MassAct, TicketBatch, TicketSummary } from '@app/contracts'
import { Alert, Button, Group, Menu, Paper, Text } from '@mantine/core'
import { IconAlertTriangle, IconArrowBackUp, IconArrowMerge, IconCheck, IconSend, IconUserCheck, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { useLanguage } from '../i18n.js'
import { useSession } from '../session/session-context.js'
import { useBatch } from './inbox-queries.js'
import { MassDialog, type AskedAct } from './mass-dialog.js'
import { useColleagues } from './use-colleagues.js'

/** What can be done with all the chosen tickets at once. */
export function MassBar({ tickets, clear, done }: { tickets: readonly TicketSummary[]; clear: () => void; done: (batch: TicketBatch, act: MassAct['act']) => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { userId } = useSession()
  const { people, mayAssign } = useColleagues()
  const batch = useBatch()
  const [asked, ask] = useState<AskedAct | null>(null)
  const send = (act: MassAct) =>
    batch.mutate(
      { act, tickets: tickets.map(({ code, revision }) => ({ code, revision })) },
      {
        onSuccess: (made) => {
          ask(null)
          done(made, act.act)
        },
      },
    )
  const mayGive = people.filter(({ id }) => mayAssign === 'everybody' || (mayAssign === 'self' && id === userId))
  return (
    <Paper withBorder shadow="md" p="xs" mt="xs" style={{ position: 'sticky', bottom: 8, zIndex: 10 }} data-testid="mass-bar">
      <Group gap={6}>
        <Text size="sm" fw={600}>
          {t('inbox.mass.chosen', { count: tickets.length })}
        </Text>
        {mayGive.length > 0 && (
          <Menu position="top-start">
            <Menu.Target>
              <Button size="compact-sm" variant="light" leftSection={<IconUserCheck size={15} aria-hidden />} data-testid="mass-assign">
                {t('inbox.mass.act.assign')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {mayGive.map(({ id, displayName }) => (
                <Menu.Item key={id} onClick={() => send({ act: 'assign', userId: id })}>
                  {id === userId ? t('inbox.me') : displayName}
                </Menu.Item>
              ))}
              {mayAssign === 'everybody' && <Menu.Item onClick={() => send({ act: 'assign', userId: null })}>{t('teamwork.nobody')}</Menu.Item>}
            </Menu.Dropdown>
          </Menu>
        )}
        <Button size="compact-sm" variant="light" leftSection={<IconCheck size={15} aria-hidden />} onClick={() => send({ act: 'accept' })} data-testid="mass-accept">
          {t('inbox.mass.act.accept')}
        </Button>
        <Button size="compact-sm" variant="light" color="teal" leftSection={<IconSend size={15} aria-hidden />} onClick={() => ask('answer')} data-testid="mass-answer">
          {t('inbox.mass.act.answer')}
        </Button>
        <Button size="compact-sm" variant="light" leftSection={<IconArrowBackUp size={15} aria-hidden />} onClick={() => ask('return')} data-testid="mass-return">
          {t('inbox.mass.act.return')}
        </Button>
        <Button size="compact-sm" variant="light" leftSection={<IconArrowMerge size={15} aria-hidden />} onClick={() => ask('merge')} data-testid="mass-merge">
          {t('inbox.mass.act.merge')}
        </Button>
        <Button size="compact-sm" variant="light" color="orange" leftSection={<IconAlertTriangle size={15} aria-hidden />} onClick={() => ask('incident')} data-testid="mass-incident">
          {t('inbox.mass.act.incident')}
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" leftSection={<IconX size={15} aria-hidden />} onClick={clear} data-testid="mass-clear">
          {t('inbox.mass.clear')}
        </Button>
      </Group>
      {batch.error && (
        <Alert color="red" py="xs" mt="xs" role="alert">
          {failureSentence(batch.error, language)}
        </Alert>
      )}
      {asked && <MassDialog asked={asked} tickets={tickets} pending={batch.isPending} send={send} close={() => ask(null)} />}
    </Paper>
  )
}
