import type { DatedCategory, Directory } from '@app/contracts'
import { ActionIcon, Button, Group, Modal, Stack, Switch, Table, Text, TextInput, Tooltip } from '@mantine/core'
import { IconPencil, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayOf } from '../format/moments.js'
import { slugOf } from '../format/slug-of.js'
import { useLanguage } from '../i18n.js'
import { DayInput } from '../shell/day-input.js'
import { SentForm } from './department-form.js'
import { ChoiceSelect } from './department-select.js'
import { useAddCategory, useChangeCategory } from './directory-queries.js'
import { freeCode } from './tree-rows.js'
import { isOver, LastDayField, Validity } from './validity.js'

/** What tickets are about: who answers, in how many working hours, with or without approval. */
export function CategoriesTab({ directory }: { directory: Directory }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [opened, open] = useState<DatedCategory | 'new' | null>(null)
  const names = new Map(directory.departments.map(({ id, name }) => [id, name[language]]))
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {t('departments.categoriesAbout')}
        </Text>
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => open('new')} data-testid="category-new">
          {t('departments.addCategory')}
        </Button>
      </Group>
      <Table verticalSpacing={6} withTableBorder bg="var(--mantine-color-body)" highlightOnHover stickyHeader stickyHeaderOffset={52}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('departments.category')}</Table.Th>
            <Table.Th>{t('departments.department')}</Table.Th>
            <Table.Th>{t('departments.approval')}</Table.Th>
            <Table.Th>{t('departments.validity')}</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {directory.categories.map((category) => (
            <Table.Tr key={category.id} opacity={isOver(category) ? 0.65 : 1} data-testid={`category-${category.code}`}>
              <Table.Td>{category.name[language]}</Table.Td>
              <Table.Td>{names.get(category.departmentId)}</Table.Td>
              <Table.Td>{category.needsApproval && t('departments.needsApproval')}</Table.Td>
              <Table.Td>
                <Validity dated={category} />
              </Table.Td>
              <Table.Td w={44}>
                <Tooltip label={t('departments.change')}>
                  <ActionIcon variant="subtle" aria-label={`${t('departments.change')}: ${category.name[language]}`} onClick={() => open(category)} data-testid={`category-edit-${category.code}`}>
                    <IconPencil size={16} aria-hidden />
                  </ActionIcon>
                </Tooltip>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Modal opened={opened !== null} onClose={() => open(null)} size="lg" title={<Text fw={600}>{opened === 'new' || opened === null ? t('departments.addCategory') : opened.name[language]}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }} closeOnClickOutside={false}>
        {opened !== null && <CategoryForm category={opened === 'new' ? null : opened} directory={directory} done={() => open(null)} />}
      </Modal>
    </Stack>
  )
}

function CategoryForm({ category, directory, done }: { category: DatedCategory | null; directory: Directory; done: () => void }) {
  const { t } = useTranslation()
  const add = useAddCategory()
  const change = useChangeCategory()
  const [fields, setFields] = useState({
    name: category?.name ?? { vi: '', en: '' },
    needsApproval: category?.needsApproval ?? false,
    validFrom: category?.validFrom ?? dayOf(Date.now()),
    validUntil: category?.validUntil ?? null,
  })
  const [departmentId, setDepartmentId] = useState(category?.departmentId ?? null)
  const set = (part: Partial<typeof fields>) => setFields({ ...fields, ...part })
  const { name } = fields
  const slug = slugOf(name.vi, 40)
  const send = () => {
    if (departmentId === null) return
    if (category) change.mutate({ id: category.id, ...fields, departmentId }, { onSuccess: done })
    else add.mutate({ code: freeCode(slug, new Set(directory.categories.map(({ code }) => code))), ...fields, departmentId }, { onSuccess: done })
  }
  return (
    <SentForm error={add.error ?? change.error} pending={add.isPending || change.isPending} disabled={departmentId === null || slug === '' || name.en.trim() === ''} send={send}>
      <Group grow>
        <TextInput label={t('departments.nameVi')} required maxLength={200} value={name.vi} onChange={(event) => set({ name: { ...name, vi: event.currentTarget.value } })} data-testid="name-vi" />
        <TextInput label={t('departments.nameEn')} required maxLength={200} value={name.en} onChange={(event) => set({ name: { ...name, en: event.currentTarget.value } })} data-testid="name-en" />
      </Group>
      <ChoiceSelect label={t('departments.department')} choices={directory.departments.filter(({ validUntil }) => validUntil === null)} value={departmentId} change={setDepartmentId} testId="category-department" />
      <Switch label={t('departments.needsApproval')} description={t('departments.approvalHint')} checked={fields.needsApproval} onChange={(event) => set({ needsApproval: event.currentTarget.checked })} data-testid="category-approval" />
      <Group gap="sm">
        <Text size="sm">{t('departments.firstDay')}</Text>
        <DayInput label={t('departments.firstDay')} day={fields.validFrom} onChange={(validFrom) => set({ validFrom })} />
        <LastDayField validUntil={fields.validUntil} change={(validUntil) => set({ validUntil })} />
      </Group>
      <Text size="xs" c="dimmed">
        {t('departments.categoryHint')}
      </Text>
    </SentForm>
  )
}
