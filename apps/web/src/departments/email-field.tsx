import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { looksLikeMailAddress } from '../format/mail-address.js'

/** Nothing, or an address. */
export const mayBeEmail = (text: string): boolean => text.trim() === '' || looksLikeMailAddress(text)
/** As it is sent. */
export const emailOrNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** Where a department or a person is told of tickets. */
export function EmailField({ label, hint, value, change, testId }: { label: string; hint: string; value: string; change: (value: string) => void; testId: string }) {
  const { t } = useTranslation()
  return <TextInput label={label} description={hint} inputMode="email" maxLength={254} value={value} error={mayBeEmail(value) ? null : t('departments.badEmail')} onChange={(event) => change(event.currentTarget.value)} data-testid={testId} />
}
