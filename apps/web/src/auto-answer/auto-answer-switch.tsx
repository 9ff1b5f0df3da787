import { Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { useLanguage } from '../i18n.js'
import { useAutoAnswerIsOn, useSetAutoAnswer } from './auto-answer-queries.js'

/** At the desk, always in sight: whoever sits down must know that calls open by themselves. */
export function AutoAnswerSwitch() {
  const { t } = useTranslation()
  const language = useLanguage()
  const on = useAutoAnswerIsOn()
  const set = useSetAutoAnswer()
  return (
    <Switch
      size="xs"
      label={t(on ? 'autoAnswer.on' : 'autoAnswer.off')}
      checked={set.isPending ? set.variables : on}
      onChange={(event) => set.mutate(event.currentTarget.checked)}
      error={set.error && failureSentence(set.error, language)}
      data-testid="auto-answer"
      data-on={on}
    />
  )
}
