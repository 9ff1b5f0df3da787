import { IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from './states.js'

export function NoPermission() {
  const { t } = useTranslation()
  return <EmptyState icon={IconLock} text={t('shell.noPermission')} />
}
