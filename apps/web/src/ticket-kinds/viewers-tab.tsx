import type { ComplaintViewers } from '@app/contracts'
import { ActionIcon, Alert, Group, Select, Stack, Table, Text, Tooltip } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { matchesSearch } from '../format/fold-diacritics.js'
import { formatFull } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { Loaded } from '../shell/states.js'
import { useAuthorName } from '../shell/use-author-name.js'
import { useComplaintViewers, useSaveComplaintViewers } from './ticket-kind-queries.js'

/** The people who see complaints about officials. */
export function ViewersTab() {
  const { t } = useTranslation()
  return (
    <Stack gap="sm" maw={860}>
      <Text size="sm" c="dimmed">
        {t('kinds.viewers.about')}
      </Text>
      <Loaded query={useComplaintViewers()}>{(found) => <Viewers {...found} />}</Loaded>
    </Stack>
  )
}

function Viewers({ viewers, people }: ComplaintViewers) {
  const { t } = useTranslation()
  const authorName = useAuthorName()
  const language = useLanguage()
  const save = useSaveComplaintViewers()
  const ids = viewers.map(({ userId }) => userId)
  const where = ({ role, department }: ComplaintViewers['people'][number]) => department?.[language] ?? t(`role.${role}`)
  const others = people.filter(({ userId }) => !ids.includes(userId))
  return (
    <>
      <Table verticalSpacing={6}>
        <Table.Tbody>
          {viewers.map(({ userId, addedAt, addedBy }) => {
            const person = people.find((one) => one.userId === userId)
            return (
              <Table.Tr key={userId} data-testid="viewer">
                <Table.Td fw={600}>{person?.displayName}</Table.Td>
                <Table.Td>{person && where(person)}</Table.Td>
                <Table.Td>
                  <Text size="xs" c="dimmed">
                    {t('kinds.viewers.added', { at: formatFull(addedAt, language), by: authorName(addedBy) })}
                  </Text>
                </Table.Td>
                <Table.Td w={40}>
                  <Tooltip label={t(viewers.length === 1 ? 'kinds.viewers.last' : 'kinds.viewers.remove')}>
                    <ActionIcon variant="subtle" color="gray" aria-label={`${t('kinds.viewers.remove')}: ${person?.displayName ?? ''}`} disabled={viewers.length === 1 || save.isPending} onClick={() => save.mutate({ userIds: ids.filter((id) => id !== userId) })} data-testid="viewer-remove">
                      <IconTrash size={16} aria-hidden />
                    </ActionIcon>
                  </Tooltip>
                </Table.Td>
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
      <Group>
        <Select
          key={ids.join()}
          label={t('kinds.viewers.add')}
          placeholder={t('kinds.viewers.addHint')}
          w={420}
          searchable
          nothingFoundMessage={t('kinds.viewers.nobody')}
          data={others.map((person) => ({ value: String(person.userId), label: `${person.displayName} · ${where(person)}` }))}
          filter={({ options, search }) => options.filter((option) => 'value' in option && matchesSearch(option.label, search))}
          value={null}
          disabled={save.isPending}
          onChange={(value) => value !== null && save.mutate({ userIds: [...ids, Number(value)] })}
          data-testid="viewer-add"
        />
      </Group>
      {save.error && (
        <Alert color="red" py="xs" role="alert">
          {failureSentence(save.error, language)}
        </Alert>
      )}
    </>
  )
}
