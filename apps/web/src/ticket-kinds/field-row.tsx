import { PLACE_FIELD } from '@app/contracts'
import { ActionIcon, Badge, Card, Checkbox, Collapse, Group, NumberInput, Select, SimpleGrid, Stack, Text, TextInput, Tooltip, UnstyledButton } from '@mantine/core'
import { FIELD_KINDS, LONGEST_TEXT } from '@app/ticket-form'
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n.js'
import { ChoicesField } from './choices-field.js'
import type { EditedField } from './edit-form.js'

type Props = { field: EditedField; open: boolean; toggle: () => void; change: (field: EditedField) => void; move: (by: number) => void; remove: () => void }

/** One field of a form: a line, and all that can be said of it when it is open. */
export function FieldRow({ field, open, toggle, change, move, remove }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const tools = [
    ['up', IconArrowUp, () => move(-1)],
    ['down', IconArrowDown, () => move(1)],
    ['remove', IconTrash, remove],
  ] as const
  return (
    <Card withBorder p={6} data-testid={`form-field-${field.name}`}>
      <Group gap={4} wrap="nowrap">
        <UnstyledButton onClick={toggle} aria-expanded={open} style={{ flex: 1, minWidth: 0 }} px={6} py={4}>
          <Group gap="xs" wrap="nowrap">
            <Text size="sm" fw={600} truncate>
              {field.title[language] || t('kinds.forms.untitled')}
            </Text>
            {field.required && (
              <Text c="red" span aria-label={t('kinds.forms.required')}>
                {'*'}
              </Text>
            )}
            <Badge size="sm" variant="light" style={{ flexShrink: 0 }}>
              {t(`kinds.forms.type.${field.kind}`)}
            </Badge>
            <Text size="xs" c="dimmed" ff="monospace" truncate>
              {field.name}
            </Text>
          </Group>
        </UnstyledButton>
        {tools.map(([name, ToolIcon, act]) => (
          <Tooltip key={name} label={t(`kinds.forms.${name}`)}>
            <ActionIcon variant="subtle" color="gray" aria-label={`${t(`kinds.forms.${name}`)}: ${field.title[language]}`} onClick={act} data-testid={`form-${name}`}>
              <ToolIcon size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        ))}
      </Group>
      <Collapse expanded={open}>{open && <Details field={field} change={change} />}</Collapse>
    </Card>
  )
}

function Details({ field, change }: Pick<Props, 'field' | 'change'>) {
  const { t } = useTranslation()
  const set = (part: Partial<EditedField>) => change({ ...field, ...part })
  const own = field.name === PLACE_FIELD
  return (
    <Stack gap="xs" p={6}>
      <SimpleGrid cols={2} spacing="sm" verticalSpacing="xs" style={{ alignItems: 'end' }}>
        <TextInput size="sm" label={t('kinds.forms.titleVi')} maxLength={200} required value={field.title.vi} onChange={(event) => set({ title: { ...field.title, vi: event.currentTarget.value } })} data-testid="field-title-vi" />
        <TextInput size="sm" label={t('kinds.forms.titleEn')} maxLength={200} required value={field.title.en} onChange={(event) => set({ title: { ...field.title, en: event.currentTarget.value } })} data-testid="field-title-en" />
        <TextInput size="sm" label={t('kinds.forms.hintVi')} maxLength={200} value={field.hint.vi} onChange={(event) => set({ hint: { ...field.hint, vi: event.currentTarget.value } })} />
        <TextInput size="sm" label={t('kinds.forms.hintEn')} maxLength={200} value={field.hint.en} onChange={(event) => set({ hint: { ...field.hint, en: event.currentTarget.value } })} />
        <TextInput size="sm" label={t('kinds.forms.name')} description={t(own ? 'kinds.forms.placeHint' : 'kinds.forms.nameHint')} maxLength={40} value={field.name} onChange={(event) => set({ name: event.currentTarget.value })} data-testid="field-name" />
        <Select size="sm" label={t('kinds.forms.typeTitle')} allowDeselect={false} disabled={own} data={FIELD_KINDS.map((value) => ({ value, label: t(`kinds.forms.type.${value}`) }))} value={field.kind} onChange={(value) => set({ kind: FIELD_KINDS.find((known) => known === value) ?? field.kind })} data-testid="field-type" />
        {field.kind === 'text' && (
          <>
            <NumberInput size="sm" label={t('kinds.forms.maxLength')} min={1} max={LONGEST_TEXT} value={field.maxLength} onChange={(value) => set({ maxLength: Number(value) })} />
            <TextInput size="sm" label={t('kinds.forms.pattern')} styles={{ input: { fontFamily: 'monospace' } }} maxLength={200} value={field.pattern} onChange={(event) => set({ pattern: event.currentTarget.value })} data-testid="field-pattern" />
          </>
        )}
        {field.kind === 'number' && (
          <>
            <NumberInput size="sm" label={t('kinds.forms.minimum')} value={field.minimum ?? ''} onChange={(value) => set({ minimum: value === '' ? null : Number(value) })} />
            <NumberInput size="sm" label={t('kinds.forms.maximum')} value={field.maximum ?? ''} onChange={(value) => set({ maximum: value === '' ? null : Number(value) })} />
          </>
        )}
      </SimpleGrid>
      {field.kind === 'choice' && <ChoicesField choices={field.choices} change={(choices) => set({ choices })} />}
      <Group gap="lg">
        <Checkbox label={t('kinds.forms.required')} checked={field.required} onChange={(event) => set({ required: event.currentTarget.checked })} data-testid="field-required" />
        {field.kind === 'text' && <Checkbox label={t('kinds.forms.multiline')} checked={field.multiline} onChange={(event) => set({ multiline: event.currentTarget.checked })} />}
      </Group>
    </Stack>
  )
}
