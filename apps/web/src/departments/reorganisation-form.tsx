import { REORGANISATION_KINDS, type Directory } from '@app/contracts'
import { ActionIcon, Button, Group, SegmentedControl, Select, Stack, Text, Textarea, TextInput, Tooltip } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayOf } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { DayInput } from '../shell/day-input.js'
import { SentForm } from './department-form.js'
import { ChoiceSelect, ChoicesSelect } from './department-select.js'
import { useReorganisationEffect, usePlanReorganisation } from './directory-queries.js'
import { planOf, withKind, type DraftTarget, type ReorganisationDraft } from './reorganisation-draft.js'
import { ReorganisationEffectView } from './reorganisation-effect-view.js'

const DAY_MS = 86_400_000
const EMPTY: ReorganisationDraft = { kind: 'merge', day: dayOf(Date.now() + DAY_MS), sources: [], targets: [{ name: { vi: '', en: '' } }], parts: [], note: '' }

/** A plan with its date, and beside it what it would move. */
export function ReorganisationForm({ directory, done }: { directory: Directory; done: () => void }) {
  const { t } = useTranslation()
  const plan = usePlanReorganisation()
  const [draft, setDraft] = useState(EMPTY)
  const set = (part: Partial<ReorganisationDraft>) => setDraft({ ...draft, ...part })
  const there = directory.departments.filter(({ validUntil }) => validUntil === null)
  const whole = useMemo(() => planOf(draft, directory.departments), [draft, directory.departments])
  const [settled] = useDebouncedValue(whole, 300)
  const effect = useReorganisationEffect(settled)
  const setTarget = (at: number, target: DraftTarget) => set({ targets: draft.targets.map((other, index) => (index === at ? target : other)) })
  return (
    <SentForm error={plan.error} pending={plan.isPending} disabled={whole === null || (effect.data?.faults.length ?? 1) > 0} send={() => whole && plan.mutate(whole, { onSuccess: done })}>
      <Group gap="sm">
        <SegmentedControl aria-label={t('departments.plan')} value={draft.kind} onChange={(kind) => setDraft(withKind(draft, REORGANISATION_KINDS.find((known) => known === kind) ?? 'merge'))} data={REORGANISATION_KINDS.map((value) => ({ value, label: t(`departments.kind.${value}`) }))} />
        <Text size="sm">{t('departments.effectiveFrom')}</Text>
        <DayInput label={t('departments.effectiveFrom')} day={draft.day} onChange={(day) => set({ day })} testId="reorganisation-day" />
      </Group>
      <ChoicesSelect label={t(`departments.sources.${draft.kind}`)} choices={there} values={draft.sources} change={(sources) => set({ sources })} {...(draft.kind !== 'merge' && { most: 1 })} testId="reorganisation-sources" />
      {draft.targets.map((target, index) => (
        <TargetField key={index} label={t('departments.target', { number: draft.kind === 'split' ? index + 1 : '' })} target={target} onlyNew={draft.kind === 'rename'} choices={there} change={(changed) => setTarget(index, changed)} {...(draft.targets.length > 2 && { remove: () => set({ targets: draft.targets.filter((_, other) => other !== index) }) })} />
      ))}
      {draft.kind === 'split' && (
        <>
          <Button variant="subtle" size="compact-sm" style={{ alignSelf: 'flex-start' }} leftSection={<IconPlus size={15} aria-hidden />} onClick={() => set({ targets: [...draft.targets, { departmentId: null }] })}>
            {t('departments.addTarget')}
          </Button>
          <PartsField draft={draft} directory={directory} change={set} />
        </>
      )}
      <Textarea label={t('departments.note')} description={t('departments.noteHint')} required rows={2} maxLength={500} value={draft.note} onChange={(event) => set({ note: event.currentTarget.value })} data-testid="reorganisation-note" />
      {whole && effect.data && <ReorganisationEffectView effect={effect.data} />}
    </SentForm>
  )
}

function TargetField({ label, target, onlyNew, choices, change, remove }: { label: string; target: DraftTarget; onlyNew: boolean; choices: Directory['departments']; change: (target: DraftTarget) => void; remove?: () => void }) {
  const { t } = useTranslation()
  const made = 'name' in target
  return (
    <Group gap="xs" align="flex-end" wrap="nowrap">
      <Stack gap={2}>
        <Text size="sm" fw={500}>
          {label}
        </Text>
        <SegmentedControl size="xs" disabled={onlyNew} aria-label={label} value={made ? 'new' : 'there'} onChange={(value) => change(value === 'new' ? { name: { vi: '', en: '' } } : { departmentId: null })} data={['new', 'there'].map((value) => ({ value, label: t(`departments.targetIs.${value}`) }))} />
      </Stack>
      {made ? (
        <>
          <TextInput style={{ flex: 1 }} aria-label={t('departments.nameVi')} placeholder={t('departments.nameVi')} maxLength={200} value={target.name.vi} onChange={(event) => change({ name: { ...target.name, vi: event.currentTarget.value } })} data-testid="target-vi" />
          <TextInput style={{ flex: 1 }} aria-label={t('departments.nameEn')} placeholder={t('departments.nameEn')} maxLength={200} value={target.name.en} onChange={(event) => change({ name: { ...target.name, en: event.currentTarget.value } })} data-testid="target-en" />
        </>
      ) : (
        <div style={{ flex: 1 }}>
          <ChoiceSelect bare label={label} choices={choices} value={target.departmentId} change={(departmentId) => change({ departmentId })} testId="target-there" />
        </div>
      )}
      {remove && <RemoveButton remove={remove} />}
    </Group>
  )
}

function PartsField({ draft, directory, change }: { draft: ReorganisationDraft; directory: Directory; change: (part: Partial<ReorganisationDraft>) => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const names = draft.targets.map((target, index) => ('name' in target ? target.name[language] : directory.departments.find(({ id }) => id === target.departmentId)?.name[language]) || t('departments.target', { number: index + 1 }))
  const set = (at: number, part: Partial<ReorganisationDraft['parts'][number]>) => change({ parts: draft.parts.map((other, index) => (index === at ? { ...other, ...part } : other)) })
  return (
    <Stack gap={6}>
      <Text size="sm" fw={500}>
        {t('departments.parts')}
      </Text>
      <Text size="xs" c="dimmed">
        {t('departments.partsHint', { name: names[0] })}
      </Text>
      {draft.parts.map((part, index) => (
        <Group key={index} gap="xs" align="flex-end" wrap="nowrap" grow preventGrowOverflow={false}>
          <ChoiceSelect size="xs" label={t('departments.ward')} clearable placeholder={t('departments.any')} choices={directory.departments.filter(({ type }) => type === 'ward')} value={part.wardId} change={(wardId) => set(index, { wardId })} testId="part-ward" />
          <ChoiceSelect size="xs" label={t('departments.category')} clearable placeholder={t('departments.any')} choices={directory.categories} value={part.categoryId} change={(categoryId) => set(index, { categoryId })} testId="part-category" />
          <Select size="xs" label={t('departments.goesTo')} allowDeselect={false} data={names.map((label, at) => ({ value: String(at), label }))} value={String(part.target)} onChange={(value) => set(index, { target: Number(value) })} data-testid="part-target" />
          <RemoveButton remove={() => change({ parts: draft.parts.filter((_, other) => other !== index) })} />
        </Group>
      ))}
      <Button variant="subtle" size="compact-sm" style={{ alignSelf: 'flex-start' }} leftSection={<IconPlus size={15} aria-hidden />} onClick={() => change({ parts: [...draft.parts, { wardId: null, categoryId: null, target: 1 }] })} data-testid="part-add">
        {t('departments.addPart')}
      </Button>
    </Stack>
  )
}

function RemoveButton({ remove }: { remove: () => void }) {
  const { t } = useTranslation()
  return (
    <Tooltip label={t('departments.remove')}>
      <ActionIcon variant="subtle" color="gray" mb={4} style={{ flexGrow: 0 }} aria-label={t('departments.remove')} onClick={remove}>
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
