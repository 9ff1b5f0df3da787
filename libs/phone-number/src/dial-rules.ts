import { dialable } from './dialable.js'

/** Who calls: an operator; or somebody who answers for the shift. */
export type Dialler = 'operator' | 'supervisor'

export type DialRefusal = 'not-dialable' | 'free-service'

/**
 * What a person may dial. Numbers of citizens and offices in Vietnam: everybody of the desk. Free services (1800 and four or six digits): a
 * supervisor. Premium services (1900), short and emergency numbers and other countries: nobody, from here.
 */
export function dialBy(dialler: Dialler, number: string): { dial: string } | { refusal: DialRefusal } {
  const citizen = dialable(number)
  if (citizen !== null) return { dial: citizen }
  const digits = number.replace(/[\s.-]/g, '')
  if (!/^1800\d{4}(?:\d{2})?$/.test(digits)) return { refusal: 'not-dialable' }
  switch (dialler) {
    case 'supervisor':
      return { dial: digits }
    case 'operator':
      return { refusal: 'free-service' }
    default:
      return dialler satisfies never
  }
}
