import { useTranslation } from 'react-i18next'

/** A queue made later has no translation yet; then its own name is better than nothing. Null: of no queue, an operator's own call. */
export function QueueName({ name }: { name: string | null }) {
  const { t } = useTranslation()
  return name === null ? t('callSource.operator') : t(`queue.${name}`, { defaultValue: name })
}
