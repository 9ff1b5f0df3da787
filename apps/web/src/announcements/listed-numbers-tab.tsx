import type { CallerList } from '@app/contracts'
import { ActionIcon, Alert, Badge, Button, Card, Group, Select, Stack, Table, Text, TextInput, Tooltip } from '@mantine/core'
import { IconListDetails, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { formatMoment } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { useNow } from '../live/live-context.js'
import { PersonalValue } from '../persons-data/personal-value.js'
import { useSession } from '../session/session-context.js'
import { EmptyState, Loaded } from '../shell/states.js'
import { useListedNumbers, useListNumber, useUnlistNumber } from './announcement-queries.js'

const LISTS: readonly CallerList[] = ['nuisance', 'priority']

/** Numbers for which a flow may go another way. */
export function ListedNumbersTab() {
  const { t } = useTranslation()
  const { role } = useSession()
  const language = useLanguage()
  const now = useNow()
  const numbers = useListedNumbers()
  const unlist = useUnlistNumber()
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t('announcements.numbersAbout')}
      </Text>
      {role !== 'manager' && <NumberForm />}
      {unlist.error && (
        <Alert color="red" py="xs" role="alert">
          {failureSentence(unlist.error, language)}
        </Alert>
      )}
      <Loaded query={numbers}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState icon={IconListDetails} text={t('announcements.noNumbers')} />
          ) : (
            <Table withTableBorder bg="var(--mantine-color-body)">
              <Table.Tbody>
                {items.map(({ key, number, list, note, by, at }) => (
                  <Table.Tr key={key} data-testid={`listed-${key}`}>
                    <Table.Td>
                      <PersonalValue field="number" value={number} />
                    </Table.Td>
                    <Table.Td>
                      <Badge variant="light" color={list === 'nuisance' ? 'red' : 'teal'}>
                        {t(`callerList.${list}`)}
                      </Badge>
                    </Table.Td>
                    <Table.Td style={{ overflowWrap: 'anywhere' }}>{note}</Table.Td>
                    <Table.Td>
                      <Text size="xs" c="dimmed">
                        {by} · {formatMoment(at, language, now)}
                      </Text>
                    </Table.Td>
                    <Table.Td w={40}>
                      {role !== 'manager' && (
                        <Tooltip label={t('announcements.unlist')}>
                          <ActionIcon variant="subtle" color="gray" aria-label={t('announcements.unlist')} onClick={() => unlist.mutate(key)} data-testid={`unlist-${key}`}>
                            <IconTrash size={16} aria-hidden />
                          </ActionIcon>
                        </Tooltip>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )
        }
      </Loaded>
    </Stack>
  )
}

function NumberForm() {
  const { t } = useTranslation()
  const language = useLanguage()
  const add = useListNumber()
  const [number, setNumber] = useState('')
  const [list, setList] = useState<CallerList>('nuisance')
  const [note, setNote] = useState('')
  return (
    <Card withBorder p="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate(
            { number, list, note },
            {
              onSuccess: () => {
                setNumber('')
                setNote('')
              },
            },
          )
        }}
      >
        <Group align="flex-end" gap="sm">
          <TextInput label={t('announcements.number')} required inputMode="tel" maxLength={40} w={180} value={number} onChange={(event) => setNumber(event.currentTarget.value)} data-testid="list-number" />
          <Select label={t('announcements.list')} w={200} allowDeselect={false} data={LISTS.map((value) => ({ value, label: t(`callerList.${value}`) }))} value={list} onChange={(value) => setList(LISTS.find((known) => known === value) ?? 'nuisance')} data-testid="list-which" />
          <TextInput label={t('announcements.why')} maxLength={300} style={{ flex: 1 }} value={note} onChange={(event) => setNote(event.currentTarget.value)} data-testid="list-note" />
          <Button type="submit" loading={add.isPending} disabled={number.trim().length < 3} data-testid="list-add">
            {t('announcements.add')}
          </Button>
        </Group>
        {add.error && (
          <Alert color="red" py="xs" mt="sm" role="alert">
            {failureSentence(add.error, language)}
          </Alert>
        )}
      </form>
    </Card>
  )
}
