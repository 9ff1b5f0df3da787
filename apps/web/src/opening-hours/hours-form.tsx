import type { NamedOpeningHours, OpeningHoursShape, SaveOpeningHours } from '@app/contracts'
import { Alert, Button, Group, Stack, Switch, Text, TextInput } from '@mantine/core'
import { IconDeviceFloppy } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { slugOf } from '../format/slug-of.js'
import { useLanguage } from '../i18n.js'
import { ClosuresField } from './closures-field.js'
import { HoursEffectView } from './hours-effect-view.js'
import { HoursPreview } from './hours-preview.js'
import { MadeUpDaysField } from './made-up-days-field.js'
import { useSaveOpeningHours } from './opening-hours-queries.js'
import { WeekField } from './week-field.js'

const EMPTY: OpeningHoursShape = { zone: 'Asia/Ho_Chi_Minh', weekly: {}, holidays: { closed: true }, closures: [], madeUpDays: [] }

/** @param like what new hours begin as */
export function HoursForm({ named, like, saved }: { named: NamedOpeningHours | null; like?: NamedOpeningHours | undefined; saved: (code: string) => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const save = useSaveOpeningHours()
  const [title, setTitle] = useState(named?.title ?? { vi: '', en: '' })
  const [definition, setDefinition] = useState(named?.definition ?? like?.definition ?? EMPTY)
  const [deadlines, setDeadlines] = useState<SaveOpeningHours['deadlines']>('leave')
  const change = (part: Partial<OpeningHoursShape>) => setDefinition({ ...definition, ...part })
  const code = named?.code ?? slugOf(title.vi, 40)
  const changed = JSON.stringify([title, definition]) !== JSON.stringify([named?.title, named?.definition])
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ code, title, definition, revision: named?.revision ?? null, deadlines }, { onSuccess: () => saved(code) })
      }}
    >
      <Group align="flex-start" gap="xl" wrap="wrap">
        <Stack style={{ flex: '1 1 520px', minWidth: 0 }}>
          <Group grow>
            <TextInput label={t('hours.titleVi')} required maxLength={120} value={title.vi} onChange={(event) => setTitle({ ...title, vi: event.currentTarget.value })} data-testid="hours-title-vi" />
            <TextInput label={t('hours.titleEn')} required maxLength={120} value={title.en} onChange={(event) => setTitle({ ...title, en: event.currentTarget.value })} data-testid="hours-title-en" />
          </Group>
          <Text size="xs" c="dimmed">
            {t('hours.code', { code })}
          </Text>
          <WeekField weekly={definition.weekly} change={(weekly) => change({ weekly })} />
          <Switch label={t('hours.holidays')} description={t('hours.holidaysHint')} checked={definition.holidays.closed} onChange={(event) => change({ holidays: { ...definition.holidays, closed: event.currentTarget.checked } })} data-testid="hours-holidays" />
          <ClosuresField closures={definition.closures} change={(closures) => change({ closures })} />
          <MadeUpDaysField days={definition.madeUpDays} change={(madeUpDays) => change({ madeUpDays })} />
          {named && changed && <HoursEffectView code={named.code} definition={definition} choice={deadlines} choose={setDeadlines} />}
          {save.error && (
            <Alert color="red" py="xs" role="alert">
              {failureSentence(save.error, language)}
            </Alert>
          )}
          <Group>
            <Button type="submit" leftSection={<IconDeviceFloppy size={16} aria-hidden />} loading={save.isPending} disabled={!changed || code === '' || title.vi.trim() === '' || title.en.trim() === ''} data-testid="hours-save">
              {t('hours.save')}
            </Button>
          </Group>
        </Stack>
        <div style={{ flex: '1 1 420px', minWidth: 0 }}>
          <HoursPreview definition={definition} />
        </div>
      </Group>
    </form>
  )
}
