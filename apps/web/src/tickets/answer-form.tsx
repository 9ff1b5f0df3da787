import { Alert, Button, Group, Stack, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useDoDeed } from '../api/queries.js'
import { failureSentence } from '../api/refused-request.js'
import { useProofMissing } from '../attachments/attachment-queries.js'
import { ProofNotice } from '../attachments/proof-notice.js'
import { useLanguage } from '../i18n.js'

const draftKey = (code: string) => `hotline.answer-draft.${code}`

/** `overdue`: the citizen gets an apology with the reason. */
export function AnswerForm({ code, overdue }: { code: string; overdue: boolean }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const answer = useDoDeed(code)
  const proofMissing = useProofMissing(code, 'answered')
  const [lateReason, setLateReason] = useState('')
  const [text, setText] = useState(() => localStorage.getItem(draftKey(code)) ?? '')
  const change = (next: string) => {
    setText(next)
    if (next.trim() === '') localStorage.removeItem(draftKey(code))
    else localStorage.setItem(draftKey(code), next)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    answer.mutate({ deed: 'answered', text: text.trim(), ...(overdue && { lateReason: lateReason.trim() }) }, { onSuccess: () => localStorage.removeItem(draftKey(code)) })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <Textarea
          label={t('inbox.answer')}
          description={t('inbox.answerHint')}
          autosize
          minRows={4}
          maxRows={14}
          maxLength={5000}
          value={text}
          onChange={(event) => change(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit()
          }}
          data-testid="answer-text"
        />
        {overdue && (
          <TextInput label={t('inbox.lateReason')} description={t('inbox.lateReasonHint')} maxLength={1000} value={lateReason} onChange={(event) => setLateReason(event.currentTarget.value)} data-testid="answer-late-reason" />
        )}
        <ProofNotice code={code} deed="answered" />
        {answer.error && (
          <Alert color="red" py="xs" role="alert">
            {failureSentence(answer.error, language)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={answer.isPending} disabled={proofMissing || text.trim().length < 3 || (overdue && lateReason.trim().length < 3)} data-testid="answer-save">
            {t('inbox.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
