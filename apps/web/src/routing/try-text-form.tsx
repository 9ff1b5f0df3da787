import { TICKET_KINDS, type RoutingWorld, type TicketKind } from '@app/contracts'
import { Alert, Badge, Button, Group, Select, Stack, Text, Textarea, Title } from '@mantine/core'
import { DateTimePicker } from '@mantine/dates'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { matchesSearch } from '../format/fold-diacritics.js'
import { useLanguage } from '../i18n.js'
import { OutcomeText } from './outcome-text.js'
import { useTryText } from './routing-queries.js'

const VIETNAM = '+07:00'

/** Where a ticket with these words would go. @param revision of the draft: an answer of before is none any more */
export function TryTextForm({ world, revision }: { world: RoutingWorld; revision: number | null }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const attempt = useTryText()
  const [asked, setAsked] = useState<number | null>(null)
  const [entry, setEntry] = useState<{ text: string; kind: TicketKind; category: string; ward: string | null; at: string | null }>({ text: '', kind: 'problem', category: world.categories[0]?.code ?? '', ward: null, at: null })
  const change = (part: Partial<typeof entry>) => setEntry({ ...entry, ...part })
  const found = asked === revision ? attempt.data : undefined
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(revision)
        attempt.mutate({ ...entry, at: entry.at === null ? null : new Date(`${entry.at.replace(' ', 'T')}${VIETNAM}`).toISOString() })
      }}
    >
      <Stack gap="sm">
        <Title order={2} fz={16}>
          {t('routing.trial.text')}
        </Title>
        <Textarea label={t('routing.trial.words')} autosize minRows={2} maxRows={6} maxLength={5000} value={entry.text} onChange={(event) => change({ text: event.currentTarget.value })} data-testid="try-text" />
        <Group grow align="flex-end">
          <Select label={t('routing.when.kinds')} allowDeselect={false} data={TICKET_KINDS.map((kind) => ({ value: kind, label: t(`kinds.kind.${kind}`) }))} value={entry.kind} onChange={(kind) => kind !== null && change({ kind: kind as TicketKind })} data-testid="try-kind" />
          <Select label={t('routing.when.categories')} allowDeselect={false} data={world.categories.map(({ code, name }) => ({ value: code, label: name[language] }))} value={entry.category} onChange={(category) => category !== null && change({ category })} data-testid="try-category" />
          <Select
            label={t('routing.when.wards')}
            searchable
            clearable
            data={world.departments.filter(({ ward, valid }) => ward && valid).map(({ code, name }) => ({ value: code, label: name[language] }))}
            filter={({ options, search }) => options.filter((option) => 'value' in option && matchesSearch(option.label, search))}
            nothingFoundMessage={t('routing.nothingFound')}
            value={entry.ward}
            onChange={(ward) => change({ ward })}
            data-testid="try-ward"
          />
          <DateTimePicker label={t('routing.trial.moment')} placeholder={t('routing.trial.now')} clearable valueFormat="HH:mm DD/MM/YYYY" value={entry.at} onChange={(at) => change({ at })} timePickerProps={{ format: '24h' }} />
          <Button type="submit" leftSection={<IconPlayerPlay size={16} aria-hidden />} loading={attempt.isPending} data-testid="try-start">
            {t('routing.trial.start')}
          </Button>
        </Group>
        {attempt.error && (
          <Alert color="red" py="xs" role="alert">
            {failureSentence(attempt.error, language)}
          </Alert>
        )}
        {found && (
          <Group grow align="flex-start" data-testid="tried-text" aria-live="polite">
            {(['published', 'draft'] as const).map((which) => (
              <Stack key={which} gap={2}>
                <Badge size="sm" variant="light" color={which === 'draft' ? undefined : 'gray'}>
                  {t(`routing.trial.${which}`)}
                </Badge>
                <OutcomeText outcome={found[which]} />
              </Stack>
            ))}
          </Group>
        )}
        <Text size="xs" c="dimmed">
          {t('routing.trial.textHint')}
        </Text>
      </Stack>
    </form>
  )
}
