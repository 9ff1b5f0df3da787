import type { DirectoryChange } from '@app/contracts'
import { Stack, Table, Text } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { formatFull } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { EmptyState } from '../shell/states.js'

/** Who changed what, the newest first. */
export function ChangesTab({ changes }: { changes: readonly DirectoryChange[] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  if (changes.length === 0) return <EmptyState icon={IconHistory} text={t('departments.noChanges')} />
  return (
    <Table verticalSpacing={6} withTableBorder bg="var(--mantine-color-body)">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('departments.changedAt')}</Table.Th>
          <Table.Th>{t('departments.changedBy')}</Table.Th>
          <Table.Th>{t('departments.changedWhat')}</Table.Th>
          <Table.Th>{t('departments.changedFields')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {changes.map(({ id, at, by, subject, name, fields }) => (
          <Table.Tr key={id} data-testid="directory-change">
            <Table.Td style={{ whiteSpace: 'nowrap' }}>{formatFull(at, language)}</Table.Td>
            <Table.Td>{by}</Table.Td>
            <Table.Td>
              <Text size="xs" c="dimmed">
                {t(`departments.subject.${subject}`)}
              </Text>
              <Text size="sm">{name[language]}</Text>
            </Table.Td>
            <Table.Td>
              <Stack gap={0}>
                {Object.entries(fields).map(([field, [was, is]]) => (
                  <Text key={field} size="sm">
                    {t('departments.became', { field: t(`departments.field.${field}`), was: was ?? '–', is: is ?? '–' })}
                  </Text>
                ))}
              </Stack>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
