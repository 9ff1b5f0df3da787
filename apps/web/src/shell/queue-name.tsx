import { useTranslation } from 'react-i18next'

/** A queue made later has no translation yet; then its own name is better than nothing. */
export function QueueName({ name }: { name: string }) {
  const { t } = useTranslation()
  return t(`queue.${name}`, { defaultValue: name })
}
