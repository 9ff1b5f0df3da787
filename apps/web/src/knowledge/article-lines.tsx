import { ActionIcon, Button, Fieldset, Group, Textarea } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

interface Line {
  vi: string
  en: string
}

/** Lines in both languages, in their order. */
export function ArticleLines({ label, field, lines, change, most }: { label: string; field: string; lines: readonly Line[]; change: (lines: Line[]) => void; most: number }) {
  const { t } = useTranslation()
  const edit = (at: number, part: Partial<Line>) => change(lines.map((line, index) => (index === at ? { ...line, ...part } : line)))
  return (
    <Fieldset legend={label} p="xs">
      {lines.map((line, index) => (
        <Group key={index} gap="xs" wrap="nowrap" align="flex-start" mb={6}>
          {(['vi', 'en'] as const).map((language) => (
            <Textarea
              key={language}
              style={{ flex: 1 }}
              size="sm"
              autosize
              minRows={1}
              maxLength={600}
              lang={language}
              aria-label={t(`knowledge.line.${language}`, { field: label, number: index + 1 })}
              placeholder={t(`knowledge.placeholder.${language}`)}
              value={line[language]}
              onChange={(event) => edit(index, { [language]: event.currentTarget.value })}
              data-testid={`field-${field}-${index + 1}-${language}`}
            />
          ))}
          <ActionIcon variant="subtle" color="gray" mt={4} aria-label={t('knowledge.removeLine', { field: label, number: index + 1 })} onClick={() => change(lines.filter((_, at) => at !== index))} data-testid={`remove-${field}-${index + 1}`}>
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Button size="compact-xs" variant="subtle" leftSection={<IconPlus size={14} aria-hidden />} disabled={lines.length >= most} onClick={() => change([...lines, { vi: '', en: '' }])} data-testid={`add-${field}`}>
        {t('knowledge.addLine')}
      </Button>
    </Fieldset>
  )
}
