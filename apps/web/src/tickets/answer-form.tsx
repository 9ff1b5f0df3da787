import type { SavedTicketDraft, Ticket } from '@app/contracts'
import { Alert, Badge, Button, Card, Group, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useEffect, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useDoDeed } from '../api/queries.js'
import { failureSentence, RefusedRequest } from '../api/refused-request.js'
import { useLanguage } from '../i18n.js'
import { LoadingRows } from '../shell/states.js'
import { deedsSince, StaleAlert } from '../teamwork/stale-alert.js'
import { useTeamwork } from '../teamwork/teamwork-queries.js'
import { TemplatePicker } from '../teamwork/template-picker.js'
import { useAnswerDraft } from '../teamwork/use-answer-draft.js'
import { setWriting } from '../teamwork/writing.js'

/** Waits for the draft that the server keeps. */
export function AnswerForm({ ticket }: { ticket: Ticket }) {
  const teamwork = useTeamwork(ticket.code)
  // Without it there is still what this browser keeps.
  if (teamwork.isPending) return <LoadingRows rows={3} />
  return <DraftedForm ticket={ticket} kept={teamwork.data?.draft ?? null} />
}

/** Green, with who will read it, so that nobody takes it for a note inside. */
function DraftedForm({ ticket, kept }: { ticket: Ticket; kept: SavedTicketDraft | null }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { code, overdue } = ticket
  const answer = useDoDeed(code)
  const { draft, state, change, other, takeOther, sent } = useAnswerDraft(code, kept)
  /** The ticket on whose sight the answer is written. */
  const [seen, setSeen] = useState(ticket.revision)
  const { text, lateReason } = draft
  const empty = text.trim() === ''
  const since = empty ? [] : deedsSince(ticket.history, seen)
  // As long as nothing is written, whoever looks sees the ticket as it is.
  if (empty && seen !== ticket.revision) setSeen(ticket.revision)
  useEffect(() => {
    setWriting(code, !empty && state !== 'none')
    return () => setWriting(code, false)
  }, [code, empty, state])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    answer.mutate({ deed: 'answered', text: text.trim(), revision: seen, ...(overdue && { lateReason: lateReason.trim() }) }, { onSuccess: sent })
  }
  const stale = answer.error instanceof RefusedRequest && answer.error.failure.code === 'stale-ticket'
  return (
    <Card withBorder p="sm" bg="light-dark(#effaf3, #17312a)" style={{ borderColor: 'var(--mantine-color-teal-5)' }}>
      <form onSubmit={submit}>
        <Stack gap="xs">
          <Group gap={6} justify="space-between">
            <Text size="sm" fw={600}>
              {t('inbox.answer')}
            </Text>
            <Badge color="teal.8" variant="filled" leftSection={<IconSend size={12} aria-hidden />}>
              {t('teamwork.outside')}
            </Badge>
          </Group>
          {other && (
            <Alert color="yellow" py="xs" data-testid="draft-other">
              <Text size="sm" mb={4}>
                {t('teamwork.otherDraft', { text: other.text.slice(0, 80) })}
              </Text>
              <Button size="compact-sm" variant="default" onClick={takeOther}>
                {t('teamwork.takeOther')}
              </Button>
            </Alert>
          )}
          <TemplatePicker ticket={ticket} insert={(words) => change({ text: empty ? words : `${text.trimEnd()}\n${words}` })} />
          <Textarea
            aria-label={t('inbox.answer')}
            placeholder={t('inbox.answerHint')}
            autosize
            minRows={4}
            maxRows={14}
            maxLength={5000}
            value={text}
            onChange={(event) => change({ text: event.currentTarget.value })}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit()
            }}
            data-testid="answer-text"
          />
          {overdue && (
            <TextInput label={t('inbox.lateReason')} description={t('inbox.lateReasonHint')} maxLength={1000} value={lateReason} onChange={(event) => change({ lateReason: event.currentTarget.value })} data-testid="answer-late-reason" />
          )}
          {since.length > 0 && (
            <StaleAlert
              deeds={since}
              seen={() => {
                setSeen(ticket.revision)
                answer.reset()
              }}
            />
          )}
          {answer.error && !(stale && since.length === 0) && (
            <Alert color="red" py="xs" role="alert" data-testid="answer-failure">
              {failureSentence(answer.error, language)}
            </Alert>
          )}
          <Group justify="space-between">
            <Text size="xs" c={state === 'local' ? 'orange' : 'dimmed'} data-testid="draft-state" data-state={state}>
              {state !== 'none' && !empty && t(`teamwork.draft.${state}`)}
            </Text>
            <Button type="submit" color="teal" loading={answer.isPending} disabled={text.trim().length < 3 || (overdue && lateReason.trim().length < 3) || since.length > 0} data-testid="answer-save">
              {t('inbox.send')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}
