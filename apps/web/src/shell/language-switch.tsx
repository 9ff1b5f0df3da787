import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { setLanguage, useLanguage } from '../i18n.js'

export function LanguageSwitch() {
  const { t } = useTranslation()
  return (
    <SegmentedControl
      size="xs"
      value={useLanguage()}
      onChange={(value) => void setLanguage(value === 'en' ? 'en' : 'vi')}
      data={[
        { value: 'vi', label: t('app.viShort') },
        { value: 'en', label: t('app.enShort') },
      ]}
      aria-label={t('app.language')}
      data-testid="language"
    />
  )
}
