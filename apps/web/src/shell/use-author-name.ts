import { useTranslation } from 'react-i18next'

/** Who wrote something, as it is shown; what came with the installation is by nobody. */
export function useAuthorName(): (by: string) => string {
  const { t } = useTranslation()
  return (by) => (by === 'system' ? t('tickets.history.system') : by)
}
