/**
 * A day as people type it: `20/11/2026`, `20.11`, `2011` (20 November), `20112026`. Without a year it is the newest such day that is not after `today`.
 * @param today `2026-11-23`
 * @returns `2026-11-20`; null for what is no day
 */
export function parseDay(text: string, today: string): string | null {
  const parts = /^(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}|\d{2}))?$/.exec(text.trim()) ?? /^(\d{2})(\d{2})(\d{4})?$/.exec(text.trim())
  if (!parts) return null
  const [, day = '', month = '', year] = parts
  const at = (of: number) => {
    const date = new Date(Date.UTC(of, Number(month) - 1, Number(day)))
    return date.getUTCDate() === Number(day) && date.getUTCMonth() === Number(month) - 1 ? date.toISOString().slice(0, 10) : null
  }
  if (year !== undefined) return at(year.length === 2 ? 2000 + Number(year) : Number(year))
  const thisYear = Number(today.slice(0, 4))
  const found = at(thisYear)
  return found !== null && found <= today ? found : (at(thisYear - 1) ?? found)
}
