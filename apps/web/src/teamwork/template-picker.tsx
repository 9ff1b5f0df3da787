import type { Ticket } from '@app/contracts'
import { Select } from '@mantine/core'
import { IconTemplate } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { matchesSearch } from '../format/fold-diacritics.js'
import { fillTemplate, valuesOf } from './fill-template.js'
import { useAnswerTemplates } from './teamwork-queries.js'

/** Finds an answer template by any word of its name; what comes out of it, in the citizen's language, is plain text to go on with. */
export function TemplatePicker({ ticket, insert }: { ticket: Ticket; insert: (text: string) => void }) {
  const { t } = useTranslation()
  const templates = useAnswerTemplates().data ?? []
  if (templates.length === 0) return null
  return (
    <Select
      size="xs"
      aria-label={t('templates.insert')}
      placeholder={t('templates.insert')}
      leftSection={<IconTemplate size={15} aria-hidden />}
      searchable
      value={null}
      data={templates.map(({ id, name }) => ({ value: String(id), label: name }))}
      filter={({ options, search }) => options.filter((option) => 'value' in option && matchesSearch(option.label, search))}
      nothingFoundMessage={t('templates.noneFits')}
      onChange={(value) => {
        const template = templates.find(({ id }) => String(id) === value)
        if (!template) return
        const nobody = t('templates.nobody', { lng: ticket.language })
        insert(fillTemplate(ticket.language === 'vi' ? template.textVi : template.textEn, valuesOf(ticket, ticket.language, nobody)))
      }}
      data-testid="template-picker"
    />
  )
}
