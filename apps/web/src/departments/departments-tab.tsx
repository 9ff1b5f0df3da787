import type { DatedDepartment, Directory } from '@app/contracts'
import { ActionIcon, Badge, Button, Group, Modal, SegmentedControl, Stack, Switch, Table, Text, TextInput, Tooltip } from '@mantine/core'
import { IconPencil, IconPlus, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { matchesSearch } from '../format/fold-diacritics.js'
import { formatCount } from '../format/numbers.js'
import { useLanguage } from '../i18n.js'
import { EmptyState } from '../shell/states.js'
import { AddDepartmentForm, ChangeDepartmentForm } from './department-form.js'
import { treeRows } from './tree-rows.js'
import { isOver, Validity } from './validity.js'

/** The tree: what is there, with what it has to do. */
export function DepartmentsTab({ directory: { departments } }: { directory: Directory }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [search, setSearch] = useState('')
  const [type, setType] = useState('all')
  const [over, setOver] = useState(false)
  const [opened, open] = useState<DatedDepartment | 'new' | null>(null)
  const names = new Map(departments.map(({ id, name }) => [id, name[language]]))
  const rows = treeRows(departments.filter((row) => over || !isOver(row))).filter(({ department }) => (type === 'all' || department.type === type) && matchesSearch(department.name[language], search))
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <TextInput w={260} leftSection={<IconSearch size={16} aria-hidden />} placeholder={t('departments.search')} aria-label={t('departments.search')} value={search} onChange={(event) => setSearch(event.currentTarget.value)} data-testid="department-search" />
        <SegmentedControl size="xs" value={type} onChange={setType} aria-label={t('departments.type')} data={['all', 'agency', 'ward'].map((value) => ({ value, label: t(`departments.types.${value}`) }))} />
        <Switch label={t('departments.showOver')} checked={over} onChange={(event) => setOver(event.currentTarget.checked)} data-testid="show-over" />
        <Button ml="auto" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => open('new')} data-testid="department-new">
          {t('departments.add')}
        </Button>
      </Group>
      {rows.length === 0 ? (
        <EmptyState text={t('departments.nothingFits')} />
      ) : (
        <Table verticalSpacing={6} withTableBorder bg="var(--mantine-color-body)" highlightOnHover stickyHeader stickyHeaderOffset={52}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('departments.name')}</Table.Th>
              <Table.Th>{t('departments.validity')}</Table.Th>
              {(['people', 'openTickets', 'categories'] as const).map((column) => (
                <Table.Th key={column} ta="right">
                  {t(`departments.${column}`)}
                </Table.Th>
              ))}
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ department, depth }) => (
              <Table.Tr key={department.id} opacity={isOver(department) ? 0.65 : 1} data-testid={`department-${department.code}`}>
                <Table.Td pl={8 + depth * 22}>
                  <Group gap={6}>
                    <Text size="sm" fw={depth === 0 ? 600 : 400}>
                      {department.name[language]}
                    </Text>
                    {department.isFallback && (
                      <Badge size="xs" variant="light">
                        {t('departments.fallback')}
                      </Badge>
                    )}
                    {department.successorId !== null && (
                      <Text size="xs" c="dimmed">
                        {t('departments.successor', { name: names.get(department.successorId) })}
                      </Text>
                    )}
                    {department.email !== null && (
                      <Text size="xs" c="dimmed">
                        {department.email}
                      </Text>
                    )}
                  </Group>
                </Table.Td>
                <Table.Td>
                  <Validity dated={department} />
                </Table.Td>
                {[department.people, department.openTickets, department.categories].map((figure, index) => (
                  <Table.Td key={index} ta="right">
                    {figure > 0 && formatCount(figure, language)}
                  </Table.Td>
                ))}
                <Table.Td w={44}>
                  {!isOver(department) && (
                    <Tooltip label={t('departments.change')}>
                      <ActionIcon variant="subtle" aria-label={`${t('departments.change')}: ${department.name[language]}`} onClick={() => open(department)} data-testid={`department-edit-${department.code}`}>
                        <IconPencil size={16} aria-hidden />
                      </ActionIcon>
                    </Tooltip>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Modal opened={opened !== null} onClose={() => open(null)} size="lg" title={<Text fw={600}>{opened === 'new' || opened === null ? t('departments.add') : opened.name[language]}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }} closeOnClickOutside={false}>
        {opened === 'new' && <AddDepartmentForm departments={departments} done={() => open(null)} />}
        {opened !== null && opened !== 'new' && <ChangeDepartmentForm department={opened} departments={departments} done={() => open(null)} />}
      </Modal>
    </Stack>
  )
}
