import { useTranslation } from 'react-i18next'

/** What the days of a tile are called. */
export function useTileDays(): (days: number) => string {
  const { t } = useTranslation()
  return (days) => (days === 0 ? t('boards.today') : days === 1 ? t('boards.yesterday') : t('boards.lastDays', { days }))
}
