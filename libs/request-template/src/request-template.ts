/** Where a filled-in value stands decides how it is escaped. */
export type TemplatePlace = 'url' | 'json' | 'xml' | 'form' | 'plain'

/** Puts values into a template by their names in braces: `{text}`. Every other brace stays, as JSON needs it. */
export function fillRequestTemplate(template: string, values: Readonly<Record<string, string>>, place: TemplatePlace): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? escaped(values[name] as string, place) : whole))
}

/** How a body of this content type is escaped. */
export function placeOf(contentType: string): TemplatePlace {
  if (/json/i.test(contentType)) return 'json'
  if (/xml/i.test(contentType)) return 'xml'
  return /x-www-form-urlencoded/i.test(contentType) ? 'form' : 'plain'
}

function escaped(value: string, place: TemplatePlace): string {
  switch (place) {
    case 'url':
    case 'form':
      return encodeURIComponent(value)
    case 'json':
      return JSON.stringify(value).slice(1, -1)
    case 'xml':
      return value.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
    case 'plain':
      return value
    default:
      return place satisfies never
  }
}
