import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { slugOf } from '../format/slug-of.js'
import type { EditedField } from './edit-form.js'

type Choice = EditedField['choices'][number]

/** What may be chosen: its name in both languages. Its name in the data is made once, out of the first words. */
export function ChoicesField({ choices, change }: { choices: readonly Choice[]; change: (choices: Choice[]) => void }) {
  const { t } = useTranslation()
  const set = (at: number, part: Partial<Choice['title']>) => change(choices.map((choice, index) => (index === at ? { ...choice, title: { ...choice.title, ...part } } : choice)))
  const named = (at: number) => change(choices.map((choice, index) => (index === at && choice.value === '' ? { ...choice, value: freeValue(choice.title.vi, choices) } : choice)))
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500}>
        {t('kinds.forms.choices')}
      </Text>
      {choices.map((choice, index) => (
        <Group key={index} gap={6} wrap="nowrap">
          <TextInput size="xs" style={{ flex: 1 }} aria-label={t('kinds.forms.titleVi')} placeholder={t('kinds.forms.titleVi')} maxLength={200} value={choice.title.vi} onChange={(event) => set(index, { vi: event.currentTarget.value })} onBlur={() => named(index)} data-testid={`choice-vi-${index}`} />
          <TextInput size="xs" style={{ flex: 1 }} aria-label={t('kinds.forms.titleEn')} placeholder={t('kinds.forms.titleEn')} maxLength={200} value={choice.title.en} onChange={(event) => set(index, { en: event.currentTarget.value })} data-testid={`choice-en-${index}`} />
          <ActionIcon variant="subtle" color="gray" aria-label={`${t('kinds.forms.remove')}: ${choice.title.vi}`} onClick={() => change(choices.filter((_, other) => other !== index))}>
            <IconX size={14} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Button variant="subtle" size="compact-xs" style={{ alignSelf: 'flex-start' }} leftSection={<IconPlus size={13} aria-hidden />} onClick={() => change([...choices, { value: '', title: { vi: '', en: '' } }])} data-testid="choice-add">
        {t('kinds.forms.addChoice')}
      </Button>
    </Stack>
  )
}

function freeValue(words: string, choices: readonly Choice[]): string {
  const name = slugOf(words, 36) || 'choice'
  for (let number = 1; ; number++) {
    const value = number === 1 ? name : `${name}-${number}`
    if (!choices.some((choice) => choice.value === value)) return value
  }
}
