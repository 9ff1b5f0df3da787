import { LOOK_PURPOSES, type LookPurpose, type LookSubject, type PersonField, type ShownValue } from '@app/contracts'
import { Alert, Button, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { useLanguage } from '../i18n.js'
import { useAskLook } from './persons-data-queries.js'

type Props = { field: PersonField; subject: LookSubject; close: () => void; shown: (value: ShownValue) => void }

const SHORTEST_REASON = 5

/** Asks why somebody wants to see a citizen's data; the answer is kept. */
export function LookDialog({ field, subject, close, shown }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [purpose, setPurpose] = useState<LookPurpose | null>(null)
  const [reason, setReason] = useState('')
  const ask = useAskLook()
  const ready = purpose !== null && reason.trim().length >= SHORTEST_REASON
  const submit = () =>
    purpose &&
    ask.mutate(
      { subject, field, purpose, reason },
      {
        onSuccess: (value) => {
          shown(value)
          close()
        },
      },
    )
  return (
    // A click in the dialog is none on the row that it was opened from.
    <span onClick={(event) => event.stopPropagation()} onKeyDown={(event) => event.stopPropagation()}>
      <Modal opened onClose={close} size={460} title={<Text fw={600}>{t('personsData.dialog.title', { what: t(`personsData.lookedAt.${field}`).toLocaleLowerCase() })}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (ready) submit()
          }}
        >
          <Stack gap="sm">
            <Text size="sm">{t('personsData.dialog.about')}</Text>
            <Select
              label={t('personsData.dialog.purpose')}
              placeholder={t('personsData.dialog.purposeHint')}
              data={LOOK_PURPOSES.map((value) => ({ value, label: t(`personsData.purpose.${value}`) }))}
              value={purpose}
              onChange={(value) => setPurpose(LOOK_PURPOSES.find((known) => known === value) ?? null)}
              data-testid="look-purpose"
            />
            <Textarea label={t('personsData.dialog.reason')} placeholder={t('personsData.dialog.reasonHint')} rows={2} maxLength={300} value={reason} onChange={(event) => setReason(event.currentTarget.value)} data-testid="look-reason" />
            {ask.error && (
              <Alert color="red" py="xs" role="alert">
                {failureSentence(ask.error, language)}
              </Alert>
            )}
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {t('personsData.cancel')}
              </Button>
              <Button type="submit" disabled={!ready} loading={ask.isPending} data-testid="look-submit">
                {t('personsData.show')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </span>
  )
}
