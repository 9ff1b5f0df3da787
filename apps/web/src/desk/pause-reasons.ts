import type { PauseReasonRow, PauseReasons } from '@app/contracts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { request } from '../api/request.js'
import { useLanguage } from '../i18n.js'

/** What is written by hand in Asterisk has no key; the caller then shows it as it is. */
export const pauseReasonKey = (reason: string | null): string => (reason ? `pauseReason.${reason}` : 'pauseReason.none')

export const usePauseReasons = () => useQuery({ queryKey: ['pause-reasons'], queryFn: ({ signal }) => request<PauseReasons>('GET', '/api/pause-reasons', { signal }), staleTime: 600_000 })

/** Reasons that may be chosen, in the order of the menu, and what a reason is called, looks like and may last. */
export function usePauseWords() {
  const { t } = useTranslation()
  const language = useLanguage()
  const { data } = usePauseReasons()
  const find = (code: string | null): PauseReasonRow | undefined => data?.reasons.find((reason) => reason.code === code)
  return {
    choices: (data?.reasons ?? []).filter(({ active }) => active).map(({ code, name }) => ({ code, name: name[language] })),
    nameOf: (code: string | null) => find(code)?.name[language] ?? t(pauseReasonKey(code), { defaultValue: code ?? '' }),
    find,
  }
}

/** Whether a pause lasts longer than its reason allows. @param seconds since it began */
export const isTooLong = (reason: Pick<PauseReasonRow, 'limitMinutes'> | undefined, seconds: number): boolean => reason?.limitMinutes != null && seconds >= reason.limitMinutes * 60
