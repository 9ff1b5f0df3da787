import { PLACE_FIELD, type FormValues, type Ticket } from '@app/contracts'
import { Alert, Button, Card, Group, Stack, TextInput } from '@mantine/core'
import { checkValues, showValue, type FormFault } from '@app/ticket-form'
import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDoDeed } from '../api/queries.js'
import { failureSentence } from '../api/refused-request.js'
import { useLanguage } from '../i18n.js'
import { Facts } from '../shell/facts.js'
import { FormFields } from './form-fields.js'
import { readForm } from './ticket-kind-queries.js'

/** What was filled into the form of a ticket's kind, under the titles of the version that it was written with; whoever may puts it right. */
export function TicketValues({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [correcting, correct] = useState(false)
  const form = readForm(ticket.form?.schema)
  const mayCorrect = ticket.may.includes('corrected')
  if (correcting && mayCorrect) return <Correction ticket={ticket} done={() => correct(false)} />
  const asksForPlace = PLACE_FIELD in form.properties
  const facts = Object.entries(form.properties).map(([name, field]) => {
    const value = name === PLACE_FIELD ? ticket.place : ticket.fields[name]
    return [field['x-title'][language], value === null || value === undefined ? null : showValue(field, value, language)] as const
  })
  const filled = facts.some(([, value]) => value !== null)
  return (
    <Group align="flex-start" justify="space-between" gap="xs" wrap="nowrap" data-testid="ticket-values">
      <div style={{ minWidth: 0, flex: 1 }}>
        {filled && <Facts facts={facts} />}
        {!asksForPlace && ticket.place !== null && <Facts facts={[[t('tickets.place'), ticket.place]]} />}
      </div>
      {mayCorrect && (
        <Button size="compact-xs" variant="subtle" leftSection={<IconPencil size={13} aria-hidden />} onClick={() => correct(true)} data-testid="values-correct">
          {t('kinds.correct')}
        </Button>
      )}
    </Group>
  )
}

function Correction({ ticket, done }: { ticket: Ticket; done: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const deed = useDoDeed(ticket.code)
  const form = readForm(ticket.form?.schema)
  const asksForPlace = PLACE_FIELD in form.properties
  const [values, setValues] = useState<FormValues>({ ...ticket.fields, [PLACE_FIELD]: ticket.place })
  const [faults, setFaults] = useState<readonly FormFault[]>([])
  const submit = () => {
    const { [PLACE_FIELD]: place, ...fields } = values
    const checked = checkValues(form, asksForPlace ? values : fields)
    if ('faults' in checked) return setFaults(checked.faults)
    setFaults([])
    const { [PLACE_FIELD]: _, ...kept } = checked.values
    deed.mutate({ deed: 'corrected', revision: ticket.revision, fields: kept, place: typeof place === 'string' && place.trim() !== '' ? place : null }, { onSuccess: done })
  }
  return (
    <Card withBorder p="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
        data-testid="values-form"
      >
        <Stack gap="xs">
          <FormFields form={form} values={values} faults={faults} change={(name, value) => setValues({ ...values, [name]: value })} />
          {!asksForPlace && <TextInput size="sm" label={t('tickets.place')} maxLength={300} value={String(values[PLACE_FIELD] ?? '')} onChange={(event) => setValues({ ...values, [PLACE_FIELD]: event.currentTarget.value })} />}
          {deed.error && (
            <Alert color="red" py="xs" role="alert">
              {failureSentence(deed.error, language)}
            </Alert>
          )}
          <Group justify="flex-end" gap="xs">
            <Button size="sm" variant="subtle" onClick={done}>
              {t('tickets.cancel')}
            </Button>
            <Button size="sm" type="submit" loading={deed.isPending} data-testid="values-save">
              {t('kinds.saveCorrection')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}
