import { Alert, Button, Kbd, Stack, Text } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useCall } from '../api/queries.js'
import { failureSentence } from '../api/refused-request.js'
import { useLanguage } from '../i18n.js'
import { useDispositions, useSayDisposition } from './disposition-queries.js'

/** What came of a talk, one word of its queue's list. */
export function DispositionChoice({ callId, queue, withKeys = false }: { callId: string; queue: string; withKeys?: boolean }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { data } = useDispositions()
  const call = useCall(callId)
  const say = useSayDisposition(callId)
  const choices = data?.find((one) => one.queue === queue)?.dispositions.filter(({ active }) => active) ?? []
  useNumberKeys(withKeys, (n) => {
    const chosen = choices[n - 1]
    if (chosen) say.mutate(chosen.code)
  })
  if (choices.length === 0) return null
  const said = (say.isPending ? say.variables : undefined) ?? call.data?.disposition?.code
  return (
    <Stack gap={4} role="radiogroup" aria-label={t('deskWork.disposition')} data-testid="disposition" data-said={call.data?.disposition?.code ?? ''}>
      <Text size="xs" c="dimmed">
        {t('deskWork.disposition')}
      </Text>
      {choices.map(({ code, name }, index) => (
        <Button
          key={code}
          role="radio"
          aria-checked={said === code}
          size="compact-sm"
          variant={said === code ? 'filled' : 'default'}
          color="teal.8"
          styles={{ inner: { justifyContent: 'flex-start' }, label: { flex: 1, textAlign: 'left' } }}
          leftSection={withKeys && index < 9 ? <Kbd size="xs" aria-hidden>{index + 1}</Kbd> : undefined}
          onClick={() => say.mutate(code)}
          data-testid={`disposition-${code}`}
        >
          {name[language]}
        </Button>
      ))}
      {say.error && (
        <Alert color="red" py="xs" role="alert">
          {failureSentence(say.error, language)}
        </Alert>
      )}
    </Stack>
  )
}

/** 1 to 9, where nobody writes. */
function useNumberKeys(on: boolean, chosen: (n: number) => void): void {
  const latest = useRef(chosen)
  useEffect(() => {
    latest.current = chosen
  })
  useEffect(() => {
    if (!on) return
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)) return
      const n = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1]
      if (n) latest.current(Number(n))
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [on])
}
