import { TEMPLATE_VARIABLES, unknownVariables, type AnswerTemplate } from '@app/contracts'
import { Alert, Button, Code, Group, Modal, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useDepartments } from '../api/queries.js'
import { failureSentence } from '../api/refused-request.js'
import { matchesSearch } from '../format/fold-diacritics.js'
import { useLanguage } from '../i18n.js'
import { useSession } from '../session/session-context.js'
import { useChangeTemplates } from '../teamwork/teamwork-queries.js'

const ALL = 'all'

export function TemplateDialog({ template, close }: { template: AnswerTemplate | null; close: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { department } = useSession()
  const departments = useDepartments().data ?? []
  const change = useChangeTemplates()
  const [fields, setFields] = useState({ departmentId: template ? template.departmentId : (department?.id ?? null), name: template?.name ?? '', textVi: template?.textVi ?? '', textEn: template?.textEn ?? '' })
  const set = (part: Partial<typeof fields>) => setFields((before) => ({ ...before, ...part }))
  const wrong = { textVi: unknownVariables(fields.textVi), textEn: unknownVariables(fields.textEn) }
  const ready = fields.name.trim().length >= 2 && [fields.textVi, fields.textEn].every((text) => text.trim().length >= 3) && wrong.textVi.length + wrong.textEn.length === 0
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate(template ? { id: template.id, change: { ...fields, revision: template.revision } } : { make: fields }, { onSuccess: close })
  }
  return (
    <Modal opened onClose={close} size="lg" title={<Text fw={600}>{t(template ? 'templates.edit' : 'templates.new')}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput label={t('templates.name')} maxLength={120} value={fields.name} onChange={(event) => set({ name: event.currentTarget.value })} data-autofocus data-testid="template-name" />
          {department === null && (
            <Select
              label={t('templates.for')}
              searchable
              allowDeselect={false}
              data={[{ value: ALL, label: t('templates.forAll') }, ...departments.map(({ id, name }) => ({ value: String(id), label: name[language] }))]}
              filter={({ options, search }) => options.filter((option) => 'value' in option && matchesSearch(option.label, search))}
              value={fields.departmentId === null ? ALL : String(fields.departmentId)}
              onChange={(value) => set({ departmentId: value === null || value === ALL ? null : Number(value) })}
            />
          )}
          {(['textVi', 'textEn'] as const).map((field) => (
            <Textarea
              key={field}
              label={t(`templates.${field}`)}
              autosize
              minRows={4}
              maxRows={12}
              maxLength={5000}
              value={fields[field]}
              onChange={(event) => set({ [field]: event.currentTarget.value })}
              error={wrong[field].length > 0 && t('templates.unknown', { variables: wrong[field].join(' ') })}
              data-testid={`template-${field}`}
            />
          ))}
          <Text size="xs" c="dimmed" component="div">
            {t('templates.variables')}
            <Group gap="2px 10px" mt={2}>
              {TEMPLATE_VARIABLES.map((variable) => (
                <span key={variable} style={{ whiteSpace: 'nowrap' }}>
                  <Code>{`{${variable}}`}</Code> {t(`templates.variable.${variable}`)}
                </span>
              ))}
            </Group>
          </Text>
          {change.error && (
            <Alert color="red" py="xs" role="alert">
              {failureSentence(change.error, language)}
            </Alert>
          )}
          <Group justify="space-between">
            {template ? (
              <Button variant="subtle" color="red" onClick={() => change.mutate({ drop: template.id }, { onSuccess: close })} data-testid="template-drop">
                {t('templates.drop')}
              </Button>
            ) : (
              <span />
            )}
            <Button type="submit" loading={change.isPending} disabled={!ready} data-testid="template-save">
              {t('templates.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
