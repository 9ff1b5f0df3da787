import { TICKET_KINDS, type TicketForm, type TicketKind } from '@app/contracts'
import { Alert, Button, Card, Group, Select, Stack, Text } from '@mantine/core'
import { IconPlus, IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { formatFull } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { Loaded } from '../shell/states.js'
import { useAuthorName } from '../shell/use-author-name.js'
import { doubleNames, fieldsOf, formOf, freeName, moved, newField } from './edit-form.js'
import { FieldRow } from './field-row.js'
import { FormFields, type DraftValues } from './form-fields.js'
import { readForm, useFormVersions, usePublishForm } from './ticket-kind-queries.js'
import { MOST_FIELDS } from '@app/ticket-form'

/** What is asked for each kind of ticket. */
export function FormsTab() {
  const { t } = useTranslation()
  const [kind, setKind] = useState<TicketKind>('problem')
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('kinds.forms.about')}
      </Text>
      <FormOf key={kind} kind={kind} choose={setKind} />
    </Stack>
  )
}

function FormOf({ kind, choose }: { kind: TicketKind; choose: (kind: TicketKind) => void }) {
  const { t } = useTranslation()
  const authorName = useAuthorName()
  const language = useLanguage()
  const versions = useFormVersions(kind)
  const [shown, show] = useState<number | null>(null)
  return (
    <Loaded query={versions}>
      {(all) => {
        const newest = all[0]
        const form = all.find(({ version }) => version === shown) ?? newest
        if (!newest || !form) return null
        return (
          <>
            <Group align="flex-end" mb="sm">
              <Select label={t('kinds.choose')} w={220} allowDeselect={false} data={TICKET_KINDS.map((value) => ({ value, label: t(`kinds.kind.${value}`) }))} value={kind} onChange={(value) => choose(TICKET_KINDS.find((known) => known === value) ?? kind)} data-testid="form-kind" />
              <Select
                label={t('kinds.forms.version')}
                w={420}
                allowDeselect={false}
                data={all.map(({ version, publishedAt, publishedBy }) => ({ value: String(version), label: t('kinds.forms.versionOf', { version, at: formatFull(publishedAt, language), by: authorName(publishedBy) }) }))}
                value={String(form.version)}
                onChange={(value) => show(Number(value))}
                data-testid="form-version"
              />
            </Group>
            <Editor key={`${newest.version} ${form.version}`} form={form} newest={newest.version} published={() => show(null)} />
          </>
        )
      }}
    </Loaded>
  )
}

/** @param newest what is published comes after it, also when an older version is brought back */
function Editor({ form, newest, published }: { form: TicketForm; newest: number; published: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const publish = usePublishForm(form.kind)
  const before = readForm(form.schema)
  const [fields, setFields] = useState(() => fieldsOf(before))
  const [open, setOpen] = useState<number | null>(null)
  const [tried, tryOut] = useState<DraftValues>({})
  const schema = formOf(fields, before)
  const double = doubleNames(fields)
  const changed = form.version !== newest || JSON.stringify(schema) !== JSON.stringify(before)
  return (
    <Group align="flex-start" gap="lg" wrap="nowrap">
      <Stack gap={6} style={{ flex: '3 1 0', minWidth: 0 }}>
        {fields.map((field, index) => (
          <FieldRow
            key={index}
            field={field}
            open={open === index}
            toggle={() => setOpen(open === index ? null : index)}
            change={(next) => setFields(fields.map((one, other) => (other === index ? next : one)))}
            move={(by) => {
              setFields(moved(fields, index, index + by))
              setOpen(null)
            }}
            remove={() => {
              setFields(fields.filter((_, other) => other !== index))
              setOpen(null)
            }}
          />
        ))}
        <Button
          variant="subtle"
          size="compact-sm"
          style={{ alignSelf: 'flex-start' }}
          leftSection={<IconPlus size={15} aria-hidden />}
          disabled={fields.length >= MOST_FIELDS}
          onClick={() => {
            setFields([...fields, newField(freeName(fields))])
            setOpen(fields.length)
          }}
          data-testid="form-add"
        >
          {t('kinds.forms.add')}
        </Button>
        {double.length > 0 && (
          <Alert color="yellow" py="xs">
            {t('kinds.forms.double', { names: double.join(', ') })}
          </Alert>
        )}
        {publish.error && (
          <Alert color="red" py="xs" role="alert" data-testid="form-failure">
            {failureSentence(publish.error, language)}
          </Alert>
        )}
        <Group mt="xs">
          <Button leftSection={<IconSend size={16} aria-hidden />} loading={publish.isPending} disabled={!changed || double.length > 0} onClick={() => publish.mutate({ basedOn: newest, schema }, { onSuccess: published })} data-testid="form-publish">
            {t('kinds.forms.publish', { version: newest + 1 })}
          </Button>
          <Text size="xs" c="dimmed">
            {t('kinds.forms.publishHint')}
          </Text>
        </Group>
      </Stack>
      <Card withBorder style={{ flex: '2 1 0', minWidth: 0, position: 'sticky', top: 70 }} data-testid="form-preview">
        <Text size="sm" fw={600} mb="xs">
          {t('kinds.forms.preview')}
        </Text>
        {fields.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('kinds.forms.empty')}
          </Text>
        ) : (
          <FormFields form={schema} values={tried} faults={[]} change={(name, value) => tryOut({ ...tried, [name]: value })} />
        )}
      </Card>
    </Group>
  )
}
