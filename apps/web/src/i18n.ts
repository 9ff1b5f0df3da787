import type { Language } from '@app/contracts'
import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import en from './locales/en.json'
import vi from './locales/vi.json'

const KEY = 'hotline.language'

const applyToPage = (language: string) => {
  document.documentElement.lang = language
  document.title = i18next.t('app.title')
}

export async function startTranslations(): Promise<void> {
  i18next.on('languageChanged', applyToPage)
  await i18next.use(initReactI18next).init({
    resources: { vi: { translation: vi }, en: { translation: en } },
    lng: localStorage.getItem(KEY) === 'en' ? 'en' : 'vi',
    fallbackLng: 'vi',
    interpolation: { escapeValue: false },
  })
}

export const useLanguage = (): Language => (useTranslation().i18n.language === 'en' ? 'en' : 'vi')

export async function setLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEY, language)
  await i18next.changeLanguage(language)
}
