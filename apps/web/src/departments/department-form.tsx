import { DEPARTMENT_TYPES, type DatedDepartment, type DepartmentType } from '@app/contracts'
import { Alert, Button, Group, Select, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { dayOf } from '../format/moments.js'
import { slugOf } from '../format/slug-of.js'
import { useLanguage } from '../i18n.js'
import { useOpeningHours } from '../opening-hours/opening-hours-queries.js'
import { DayInput } from '../shell/day-input.js'
import { ChoiceSelect } from './department-select.js'
import { EmailField, emailOrNull, mayBeEmail } from './email-field.js'
import { useAddDepartment, useChangeDepartment } from './directory-queries.js'
import { freeCode } from './tree-rows.js'

type Place = { parentId: number | null; openingHoursId: number | null }

/** A form that is sent, with what the server said against it. */
export function SentForm({ send, error, pending, disabled = false, children }: { send: () => void; error: unknown; pending: boolean; disabled?: boolean; children: ReactNode }) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <Stack gap="sm">
        {children}
        {error !== null && error !== undefined && (
          <Alert color="red" py="xs" role="alert">
            {failureSentence(error, language)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={pending} disabled={disabled} data-testid="form-save">
            {t('departments.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function PlaceFields({ place, departments, change }: { place: Place; departments: readonly DatedDepartment[]; change: (place: Place) => void }) {
  const { t } = useTranslation()
  const hours = useOpeningHours()
  return (
    <Group grow align="flex-start">
      <ChoiceSelect label={t('departments.parent')} clearable choices={departments.filter(({ validUntil }) => validUntil === null)} value={place.parentId} change={(parentId) => change({ ...place, parentId })} testId="department-parent" />
      <ChoiceSelect label={t('departments.openingHours')} choices={(hours.data ?? []).map(({ id, title }) => ({ id, name: title }))} value={place.openingHoursId} change={(openingHoursId) => change({ ...place, openingHoursId })} testId="department-hours" />
    </Group>
  )
}

export function AddDepartmentForm({ departments, done }: { departments: readonly DatedDepartment[]; done: () => void }) {
  const { t } = useTranslation()
  const add = useAddDepartment()
  const head = departments.find(({ parentId }) => parentId === null)
  const [name, setName] = useState({ vi: '', en: '' })
  const [type, setType] = useState<DepartmentType>('agency')
  const [place, setPlace] = useState<Place>({ parentId: head?.id ?? null, openingHoursId: head?.openingHoursId ?? null })
  const [validFrom, setValidFrom] = useState(dayOf(Date.now()))
  const code = freeCode(slugOf(name.vi, 40), new Set(departments.map((row) => row.code)))
  const { parentId, openingHoursId } = place
  const whole = slugOf(name.vi, 40) !== '' && name.en.trim() !== '' && openingHoursId !== null
  return (
    <SentForm error={add.error} pending={add.isPending} disabled={!whole} send={() => openingHoursId !== null && add.mutate({ code, name, type, parentId, openingHoursId, validFrom }, { onSuccess: done })}>
      <Group grow>
        <TextInput label={t('departments.nameVi')} required maxLength={200} data-autofocus value={name.vi} onChange={(event) => setName({ ...name, vi: event.currentTarget.value })} data-testid="name-vi" />
        <TextInput label={t('departments.nameEn')} required maxLength={200} value={name.en} onChange={(event) => setName({ ...name, en: event.currentTarget.value })} data-testid="name-en" />
      </Group>
      <Select label={t('departments.type')} allowDeselect={false} data={DEPARTMENT_TYPES.map((value) => ({ value, label: t(`departments.types.${value}`) }))} value={type} onChange={(value) => setType(DEPARTMENT_TYPES.find((known) => known === value) ?? 'agency')} data-testid="department-type" />
      <PlaceFields place={place} departments={departments} change={setPlace} />
      <Group gap="sm">
        <Text size="sm">{t('departments.firstDay')}</Text>
        <DayInput label={t('departments.firstDay')} day={validFrom} onChange={setValidFrom} />
      </Group>
    </SentForm>
  )
}

export function ChangeDepartmentForm({ department, departments, done }: { department: DatedDepartment; departments: readonly DatedDepartment[]; done: () => void }) {
  const { t } = useTranslation()
  const change = useChangeDepartment()
  const [place, setPlace] = useState<Place>(department)
  const [isFallback, setFallback] = useState(department.isFallback)
  const [phone, setPhone] = useState(department.phone ?? '')
  const [email, setEmail] = useState(department.email ?? '')
  const { parentId, openingHoursId } = place
  return (
    <SentForm error={change.error} pending={change.isPending} disabled={openingHoursId === null || !mayBeEmail(email)} send={() => openingHoursId !== null && change.mutate({ id: department.id, parentId, openingHoursId, phone: phone === '' ? null : phone, email: emailOrNull(email), isFallback }, { onSuccess: done })}>
      <Text size="sm" c="dimmed">
        {t('departments.renameHint')}
      </Text>
      <PlaceFields place={place} departments={departments.filter(({ id }) => id !== department.id)} change={setPlace} />
      <TextInput label={t('departments.phone')} description={t('departments.phoneHint')} inputMode="tel" maxLength={15} value={phone} onChange={(event) => setPhone(event.currentTarget.value.replace(/\D/g, ''))} data-testid="department-phone" />
      <EmailField label={t('departments.mailbox')} hint={t('departments.mailboxHint')} value={email} change={setEmail} testId="department-email" />
      <Switch label={t('departments.isFallback')} description={t('departments.fallbackHint')} checked={isFallback} disabled={department.isFallback} onChange={(event) => setFallback(event.currentTarget.checked)} data-testid="department-fallback" />
    </SentForm>
  )
}
