import { isMasked, PLACE_FIELD, TELL_BY, type Ticket, type TicketReceipt } from '@app/contracts'
import { Alert, Box, Button, Card, Checkbox, Group, Kbd, SegmentedControl, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { IconAlertCircle, IconCircleCheck, IconEyeOff } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useCategories, useDepartments, useSaveTicket } from '../api/queries.js'
import { WardField } from '../departments/ward-field.js'
import { failureSentence } from '../api/refused-request.js'
import { TicketAttachments } from '../attachments/ticket-attachments.js'
import { matchesSearch } from '../format/fold-diacritics.js'
import { formatFull } from '../format/moments.js'
import { formatTicketCode } from '../format/numbers.js'
import { useLanguage } from '../i18n.js'
import { SimilarTickets } from '../search/similar-tickets.js'
import { FormFields } from '../ticket-kinds/form-fields.js'
import { KindChoice } from '../ticket-kinds/kind-choice.js'
import { readForm, useTicketForms } from '../ticket-kinds/ticket-kind-queries.js'
import { AnsweredOnCall } from './answered-on-call.js'
import { faultsIn, filledIn, missingIn, newTicket } from './new-ticket.js'
import { TicketCode } from './ticket-code.js'
import { useDraftKeeper, useKeptWhere, useReplacements } from './draft-keeper.js'
import { emptyDraft, hasWords, knownNumber, type TicketDraft, type TicketOrigin } from './ticket-draft.js'

type Props = {
  /** The form belongs to one origin: give it a `key` of the origin. */
  origin: TicketOrigin
  onSaved?: (ticket: Ticket | TicketReceipt) => void
  autoFocus?: boolean
}

/** The ticket of one call or voicemail. Every word is kept in this browser at once, and on the server at each pause, until it is saved. */
export function TicketForm({ origin, onSaved, autoFocus = false }: Props) {
  const [saved, setSaved] = useState<Ticket | TicketReceipt | null>(null)
  const replacements = useReplacements(useDraftKeeper(), origin)
  if (saved) return <SavedTicket ticket={saved} another={() => setSaved(null)} />
  return (
    <Entry
      key={replacements}
      origin={origin}
      autoFocus={autoFocus}
      onSaved={(ticket) => {
        setSaved(ticket)
        onSaved?.(ticket)
      }}
    />
  )
}

function Entry({ origin, onSaved, autoFocus }: { origin: TicketOrigin; onSaved: (ticket: Ticket | TicketReceipt) => void; autoFocus: boolean }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const keeper = useDraftKeeper()
  const { drafts } = keeper
  const kept = useKeptWhere(keeper)
  const [draft, setDraft] = useState(() => drafts.read(origin) ?? emptyDraft(origin, crypto.randomUUID()))
  // Of a call that we make the number is told a moment after the form is there.
  const known = knownNumber(origin)
  const [wasKnown, setWasKnown] = useState(known)
  if (known !== wasKnown) {
    setWasKnown(known)
    if (known !== '' && draft.citizenNumber === '') setDraft({ ...draft, citizenNumber: known })
  }
  const [asked, setAsked] = useState(false)
  const [joins, setJoins] = useState<string | null>(null)
  const categories = useCategories()
  const forms = useTicketForms()
  const ofKind = forms.data?.find(({ kind }) => kind === draft.kind)
  const form = useMemo(() => readForm(ofKind?.schema), [ofKind])
  const save = useSaveTicket()
  const category = useRef<HTMLInputElement>(null)
  const description = useRef<HTMLTextAreaElement>(null)
  const element = useRef<HTMLFormElement>(null)
  const missing = asked ? missingIn(origin, draft) : []
  const faults = asked ? faultsIn(form, draft) : []

  useEffect(() => {
    if (autoFocus) category.current?.focus()
  }, [autoFocus])

  const change = (part: Partial<TicketDraft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    // At each key, not later: a reload or a crash may come at any moment.
    drafts.write(origin, next, Date.now())
    if (hasWords(next)) keeper.typed()
    else keeper.drop(origin)
  }
  const submit = () => {
    if (save.isPending) return
    setAsked(true)
    const [first] = missingIn(origin, draft)
    if (first === 'category') return category.current?.focus()
    if (first === 'description') return description.current?.focus()
    const [fault] = faultsIn(form, draft)
    if (fault) return element.current?.querySelector<HTMLElement>(`[data-testid="${fault.path === PLACE_FIELD ? 'ticket-place' : `ticket-field-${fault.path}`}"]`)?.focus()
    if (first) return
    save.mutate({ ...newTicket(origin, draft, form, ofKind?.version ?? null), joins }, {
      onSuccess: (ticket) => {
        drafts.remove(origin)
        keeper.drop(origin)
        onSaved(ticket)
      },
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    submit()
  }
  const required = (field: (typeof missing)[number]) => (missing.includes(field) ? t(`ticketForm.missing.${field}`) : null)

  return (
    <form
      ref={element}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      onKeyDown={onKeyDown}
      aria-label={t('ticketForm.title')}
    >
      {/* All of it at once on a desk's screen, 1366 × 768. */}
      <Stack gap={6}>
        <KindChoice value={draft.kind} onChange={(kind) => change({ kind })} />
        {draft.kind === 'complaint' && <ComplaintNote departmentId={draft.aboutDepartmentId} change={(aboutDepartmentId) => change({ aboutDepartmentId })} />}
        <Group gap="sm" align="flex-start" wrap="nowrap">
          <Select
            ref={category}
            size="sm"
            style={{ flex: 1 }}
            label={t('ticketForm.category')}
            placeholder={categories.error ? failureSentence(categories.error, language) : t('ticketForm.categoryHint')}
            searchable
            clearable
            selectFirstOptionOnChange
            nothingFoundMessage={t('ticketForm.noCategory')}
            data={(categories.data ?? []).map(({ id, name }) => ({ value: String(id), label: name[language] }))}
            filter={({ options, search }) => options.filter((option) => 'value' in option && matchesSearch(option.label, search))}
            value={draft.categoryId === null ? null : String(draft.categoryId)}
            onChange={(value) => change({ categoryId: value === null ? null : Number(value) })}
            error={required('category')}
            data-testid="ticket-category"
          />
          <Checkbox size="sm" mt={32} label={t('kinds.urgentTicket')} checked={draft.urgency === 'urgent'} onChange={(event) => change({ urgency: event.currentTarget.checked ? 'urgent' : 'normal' })} data-testid="ticket-urgent" />
        </Group>
        <Textarea
          ref={description}
          size="sm"
          label={t(draft.kind === 'complaint' ? 'kinds.whatHappened' : 'ticketForm.description')}
          placeholder={t('ticketForm.descriptionHint')}
          rows={3}
          maxLength={5000}
          value={draft.description}
          onChange={(event) => change({ description: event.currentTarget.value })}
          error={required('description')}
          data-testid="ticket-description"
        />
        <WardField wardId={draft.wardId} change={(wardId) => change({ wardId })} />
        <FormFields
          form={form}
          values={filledIn(form, draft)}
          faults={faults}
          change={(name, value) => change(name === PLACE_FIELD ? { place: String(value) } : { fields: { ...draft.fields, [name]: value } })}
        />
        <Group grow gap="xs" align="flex-start">
          <TextInput
            size="sm"
            label={t('ticketForm.citizenName')}
            maxLength={120}
            value={draft.citizenName}
            onChange={(event) => change({ citizenName: event.currentTarget.value })}
            data-testid="ticket-citizen-name"
          />
          <TextInput
            size="sm"
            label={t('ticketForm.citizenNumber')}
            placeholder={isMasked(origin.number) ? (origin.number ?? '') : ''}
            inputMode="tel"
            maxLength={25}
            value={draft.citizenNumber}
            onChange={(event) => change({ citizenNumber: event.currentTarget.value })}
            error={required('citizenNumber')}
            data-testid="ticket-citizen-number"
          />
        </Group>
        <Group grow gap="xs" align="flex-start">
          <Select
            size="sm"
            label={t('ticketForm.tellBy')}
            placeholder={t('ticketForm.tellByNobody')}
            clearable
            data={TELL_BY.map((value) => ({ value, label: t(`tellBy.${value}`) }))}
            value={draft.tellBy}
            onChange={(value) => change({ tellBy: TELL_BY.find((known) => known === value) ?? null })}
            error={required('tellBy')}
            data-testid="ticket-tell-by"
          />
          <TextInput
            size="sm"
            label={t('ticketForm.citizenEmail')}
            inputMode="email"
            maxLength={254}
            value={draft.citizenEmail}
            onChange={(event) => change({ citizenEmail: event.currentTarget.value })}
            error={required('citizenEmail')}
            data-testid="ticket-citizen-email"
          />
        </Group>
        {draft.tellBy !== null && (
          <SegmentedControl
            size="xs"
            aria-label={t('ticketForm.language')}
            value={draft.language}
            onChange={(value) => change({ language: value === 'en' ? 'en' : 'vi' })}
            data={[
              { value: 'vi', label: t('language.vi') },
              { value: 'en', label: t('language.en') },
            ]}
          />
        )}
        <SimilarTickets written={draft} joins={joins} join={setJoins} />
        {save.error && (
          <Alert color="red" icon={<IconAlertCircle aria-hidden />} role="alert" data-testid="ticket-failure" py="xs">
            {failureSentence(save.error, language)}
          </Alert>
        )}
        <Group justify="space-between" className="form-foot">
          <Text size="xs" c="dimmed" data-testid="draft-kept" data-where={kept}>
            {t(kept === 'server' ? 'ticketForm.kept' : 'ticketForm.keptHere')}
          </Text>
          <Button
            type="submit"
            loading={save.isPending}
            data-testid="ticket-save"
            rightSection={
              <Kbd size="xs" aria-hidden>
                {'Ctrl+↵'}
              </Kbd>
            }
          >
            {t(joins === null ? 'ticketForm.save' : 'similar.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Who will see it, and who will not. */
function ComplaintNote({ departmentId, change }: { departmentId: number | null; change: (departmentId: number | null) => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const departments = useDepartments()
  return (
    <>
      <Group gap={6} wrap="nowrap" data-testid="complaint-note">
        <IconEyeOff size={16} style={{ flexShrink: 0 }} aria-hidden />
        <Text size="xs">{t('kinds.complaintNote')}</Text>
      </Group>
      <Select
        size="sm"
        label={t('kinds.aboutDepartment')}
        placeholder={t('kinds.aboutDepartmentHint')}
        searchable
        clearable
        selectFirstOptionOnChange
        nothingFoundMessage={t('tickets.noDepartment')}
        data={(departments.data ?? []).map(({ id, name }) => ({ value: String(id), label: name[language] }))}
        filter={({ options, search }) => options.filter((option) => 'value' in option && matchesSearch(option.label, search))}
        value={departmentId === null ? null : String(departmentId)}
        onChange={(value) => change(value === null ? null : Number(value))}
        data-testid="ticket-about-department"
      />
    </>
  )
}

/** What the operator reads to the citizen. */
function SavedTicket({ ticket, another }: { ticket: Ticket | TicketReceipt; another: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <Card withBorder bg="light-dark(#eefaf4, #17312a)" role="status">
      <Stack align="center" gap="xs" py="xs">
        <Group gap={6}>
          <IconCircleCheck size={20} color="var(--mantine-color-teal-6)" aria-hidden />
          <Text fw={600}>{t('ticketForm.saved')}</Text>
        </Group>
        <Text size="sm" c="dimmed">
          {t('ticketForm.readToCitizen')}
        </Text>
        <TicketCode code={ticket.code} size={40} testId="ticket-code" />
        {'receipt' in ticket ? (
          <Text size="sm" ta="center" data-testid="ticket-receipt">
            {t('kinds.receipt')}
          </Text>
        ) : (
          <>
            <Text size="sm" ta="center" data-testid="ticket-department">
              {ticket.department.name[language]}
            </Text>
            {ticket.mergedInto !== null && (
              <Text size="sm" ta="center" data-testid="ticket-joined">
                {t('similar.joinedTo', { code: formatTicketCode(ticket.mergedInto) })}
              </Text>
            )}
            <Text size="sm" ta="center">
              {t('deadline.at', { at: formatFull(ticket.deadlineAt, language) })}
            </Text>
            <AnsweredOnCall saved={ticket} />
            <Box w="100%" bg="var(--mantine-color-body)" style={{ borderRadius: 8 }}>
              <TicketAttachments code={ticket.code} />
            </Box>
          </>
        )}
        <Button variant="default" size="compact-sm" mt="xs" onClick={another} data-testid="ticket-another">
          {t('ticketForm.another')}
        </Button>
      </Stack>
    </Card>
  )
}
