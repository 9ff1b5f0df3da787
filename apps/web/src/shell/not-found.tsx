import { IconMapOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from './states.js'

export function NotFound() {
  const { t } = useTranslation()
  return <EmptyState icon={IconMapOff} text={t('shell.notFound')} />
}
