/** Markup that is safe to be put into markup. */
export interface Html {
  readonly markup: string
}

type Part = Html | string | number | null | false | readonly Part[]

/** Markup with values in it; whatever is no markup itself is escaped. Values stand in text or in quoted attributes, nowhere else. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return { markup: strings.map((text, index) => text + rendered(parts[index] ?? null)).join('') }
}

function rendered(part: Part): string {
  if (part === null || part === false) return ''
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part))
  return 'markup' in part ? part.markup : part.map(rendered).join('')
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
