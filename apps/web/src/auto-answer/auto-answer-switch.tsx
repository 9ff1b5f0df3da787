import { Switch } from '@mantine/core'
import { useEffect, useState } from 'react'
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
  // Until the server's word is here the switch stands where it was put, from the very click on.
  const [wanted, setWanted] = useState<boolean | null>(null)
  useEffect(() => setWanted(null), [on])
  return (
    <Switch
      size="xs"
      label={t(on ? 'autoAnswer.on' : 'autoAnswer.off')}
      checked={wanted ?? on}
      onChange={(event) => {
        setWanted(event.currentTarget.checked)
        set.mutate(event.currentTarget.checked, { onError: () => setWanted(null) })
      }}
      error={set.error && failureSentence(set.error, language)}
      data-testid="auto-answer"
      data-on={on}
    />
  )
}
