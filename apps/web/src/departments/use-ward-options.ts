import { useDepartments } from '../api/queries.js'
import { useLanguage } from '../i18n.js'

/** Wards and communes to choose from. */
export function useWardOptions(): { wards: { value: string; label: string }[]; error: Error | null } {
  const language = useLanguage()
  const { data = [], error } = useDepartments()
  return { wards: data.filter(({ type }) => type === 'ward').map(({ id, name }) => ({ value: String(id), label: name[language] })), error }
}
