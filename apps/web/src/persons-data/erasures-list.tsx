import { PERSON_KINDS, type Erasure, type ErasureState } from '@app/contracts'
import { Alert, Badge, Button, Card, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { formatFull } from '../format/moments.js'
import { formatCount, formatTicketCode } from '../format/numbers.js'
import { useLanguage } from '../i18n.js'
import { Loaded, LoadingRows } from '../shell/states.js'
import { useErasureAct, useErasures } from './persons-data-queries.js'

const COLORS: Record<ErasureState, string> = { asked: 'yellow', postponed: 'orange', 'under-way': 'blue', done: 'teal', refused: 'gray' }

/** Requests for erasure; those that are done are the certificates. */
export function ErasuresList() {
  const { t } = useTranslation()
  const erasures = useErasures()
  return (
    <section aria-label={t('personsData.erasures.title')}>
      <Text fw={600} mb={6}>
        {t('personsData.erasures.title')}
      </Text>
      <Loaded query={erasures} skeleton={<LoadingRows rows={3} height={70} />}>
        {(items) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('personsData.erasures.none')}
            </Text>
          ) : (
            <Stack gap={8}>
              {items.map((erasure) => (
                <ErasureCard key={erasure.id} erasure={erasure} />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </section>
  )
}

function ErasureCard({ erasure }: { erasure: Erasure }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { counts } = erasure
  const erased = counts && PERSON_KINDS.flatMap((kind) => (counts[kind] > 0 ? [`${t(`personsData.person.kinds.${kind}`)}: ${formatCount(counts[kind], language)}`] : []))
  return (
    <Card withBorder p="sm" data-testid="erasure" data-state={erasure.state}>
      <Group gap="xs">
        <Text fw={600} size="sm">
          {t('personsData.erasures.one', { id: erasure.id })}
        </Text>
        <Badge variant="light" color={COLORS[erasure.state]}>
          {t(`personsData.erasures.state.${erasure.state}`)}
        </Badge>
        {erasure.number && <Text size="sm">{[erasure.number, erasure.name].filter(Boolean).join(' · ')}</Text>}
      </Group>
      <Text size="sm">{t('personsData.erasures.asked', { by: erasure.askedBy.displayName, at: formatFull(erasure.askedAt, language), reason: erasure.reason })}</Text>
      {erasure.decidedBy && erasure.decidedAt && (
        <Text size="sm">{t(erasure.state === 'refused' ? 'personsData.erasures.refusedBy' : 'personsData.erasures.decided', { by: erasure.decidedBy.displayName, at: formatFull(erasure.decidedAt, language) })}</Text>
      )}
      {erasure.answer && <Text size="sm">{erasure.state === 'postponed' ? t('personsData.erasures.waitsFor', { tickets: waitsFor(erasure.answer, t('personsData.erasures.callBack')) }) : erasure.answer}</Text>}
      {erased && erasure.finishedAt && (
        <Text size="sm" c="dimmed" data-testid="certificate">
          {t('personsData.erasures.certificate', { at: formatFull(erasure.finishedAt, language), what: erased.join(', ') })}
        </Text>
      )}
      {erasure.mayDecide && <Decide id={erasure.id} />}
      {!erasure.mayDecide && (erasure.state === 'asked' || erasure.state === 'postponed') && (
        <Text size="xs" c="dimmed" mt={4}>
          {t('personsData.erasures.another')}
        </Text>
      )}
    </Card>
  )
}

/** Codes of tickets, with one word for a promised call-back. */
const waitsFor = (answer: string, callBack: string) => answer.split(' ').map((code) => (code === 'call-back' ? callBack : formatTicketCode(code))).join(', ')

function Decide({ id }: { id: number }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const act = useErasureAct()
  const [step, setStep] = useState<'carry-out' | 'refuse' | null>(null)
  const [reason, setReason] = useState('')
  return (
    <Stack gap={6} mt={8}>
      {step === 'refuse' && <TextInput size="sm" label={t('personsData.erasures.refusal')} maxLength={300} value={reason} onChange={(event) => setReason(event.currentTarget.value)} data-testid="erasure-refusal" />}
      <Group gap="xs">
        {step !== 'refuse' && (
          <Button size="compact-md" color="red" variant={step === 'carry-out' ? 'filled' : 'light'} loading={act.isPending} onClick={() => (step === 'carry-out' ? act.mutate({ act: 'carry-out', id }) : setStep('carry-out'))} data-testid="erasure-carry-out">
            {t(step === 'carry-out' ? 'personsData.erasures.sure' : 'personsData.erasures.carryOut')}
          </Button>
        )}
        {step !== 'carry-out' && (
          <Button size="compact-md" variant="default" disabled={step === 'refuse' && reason.trim().length < 5} loading={act.isPending} onClick={() => (step === 'refuse' ? act.mutate({ act: 'refuse', id, reason }) : setStep('refuse'))} data-testid="erasure-refuse">
            {t('personsData.erasures.refuse')}
          </Button>
        )}
        {step !== null && (
          <Button size="compact-md" variant="subtle" onClick={() => setStep(null)}>
            {t('personsData.cancel')}
          </Button>
        )}
      </Group>
      {act.error && (
        <Alert color="red" py="xs" role="alert">
          {failureSentence(act.error, language)}
        </Alert>
      )}
    </Stack>
  )
}
