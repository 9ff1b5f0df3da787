import type { AnswerTemplate } from '@app/contracts'
import { Badge, Button, Card, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconSearch, IconTemplate } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { matchesSearch } from '../format/fold-diacritics.js'
import { useLanguage } from '../i18n.js'
import { PageTitle } from '../shell/page-title.js'
import { EmptyState, Loaded } from '../shell/states.js'
import { useAnswerTemplates } from '../teamwork/teamwork-queries.js'
import { TemplateDialog } from './template-dialog.js'

/** Answers that are given often: those of all departments, kept by supervisors, and each department's own. */
export function AnswerTemplatesPage() {
  const { t } = useTranslation()
  const templates = useAnswerTemplates()
  const [search, setSearch] = useState('')
  const [edited, edit] = useState<AnswerTemplate | 'new' | null>(null)
  return (
    <main className="page">
      <PageTitle title={t('screen.answer-templates')}>
        <Group gap="xs">
          <TextInput size="xs" type="search" w={220} aria-label={t('templates.search')} placeholder={t('templates.search')} leftSection={<IconSearch size={15} aria-hidden />} value={search} onChange={(event) => setSearch(event.currentTarget.value)} data-testid="template-search" />
          <Button size="xs" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => edit('new')} data-testid="template-new">
            {t('templates.new')}
          </Button>
        </Group>
      </PageTitle>
      <Text size="sm" c="dimmed" mb="sm">
        {t('templates.about')}
      </Text>
      <Loaded query={templates}>
        {(all) => {
          const shown = all.filter(({ name, textVi, textEn }) => matchesSearch(`${name} ${textVi} ${textEn}`, search))
          return shown.length === 0 ? (
            <EmptyState icon={IconTemplate} text={t(all.length === 0 ? 'templates.none' : 'templates.noneFits')} />
          ) : (
            <Stack gap="xs">
              {shown.map((template) => (
                <Template key={template.id} template={template} edit={() => edit(template)} />
              ))}
            </Stack>
          )
        }}
      </Loaded>
      {edited && <TemplateDialog key={edited === 'new' ? 'new' : edited.id} template={edited === 'new' ? null : edited} close={() => edit(null)} />}
    </main>
  )
}

function Template({ template, edit }: { template: AnswerTemplate; edit: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <Card withBorder p="sm" data-testid="template">
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <Text fw={600}>{template.name}</Text>
          <Badge variant="light" color={template.department ? 'blue' : 'grape'}>
            {template.department?.[language] ?? t('templates.forAll')}
          </Badge>
        </Group>
        {template.mayEdit && (
          <Button size="compact-sm" variant="default" onClick={edit} data-testid="template-edit">
            {t('templates.edit')}
          </Button>
        )}
      </Group>
      <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
        {language === 'vi' ? template.textVi : template.textEn}
      </Text>
    </Card>
  )
}
