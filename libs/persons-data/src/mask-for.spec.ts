import { PERSON_FIELDS, PERSON_RELATIONS, ROLES, type PersonRelation, type Role } from '@app/contracts'
import { describe, expect, it } from '@jest/globals'
import { maskFor, mayAsk } from './mask-for.js'

/** Said once more, by hand: role and relation → number, name, email, text; F full, M masked, – nothing; `?` may ask with a purpose. */
const TABLE: Record<Role, Record<PersonRelation, string>> = {
  operator: { 'own-talk': 'FFFF?', 'own-work': 'FFFF?', 'own-department': 'MMMM?', past: 'MMMM?', none: 'MMMM?' },
  supervisor: { 'own-talk': 'FFFF?', 'own-work': 'FFFF?', 'own-department': 'MMMM?', past: 'MMMM?', none: 'MMMM?' },
  officer: { 'own-talk': '––––', 'own-work': '––––', 'own-department': 'FFFF?', past: 'MMMM?', none: '––––' },
  manager: { 'own-talk': 'MMMM?', 'own-work': 'MMMM?', 'own-department': 'MMMM?', past: 'MMMM?', none: 'MMMM?' },
  admin: { 'own-talk': 'MMMM?', 'own-work': 'FFFF?', 'own-department': 'MMMM?', past: 'MMMM?', none: 'MMMM?' },
}
const VALUES = {
  number: ['0912345678', '09•• ••• 678'],
  name: ['Nguyễn Thị Mai', 'Nguyễn T•• M••'],
  email: ['mai@gmail.com', 'm•••@g•••.com'],
  text: ['Gọi 0912345678', 'Gọi 09•• ••• 678'],
} as const

describe('who sees how much', () => {
  const cells = ROLES.flatMap((role) => PERSON_RELATIONS.flatMap((relation) => PERSON_FIELDS.map((field, at) => ({ role, relation, field, letter: TABLE[role][relation][at] }))))

  it.each(cells)('$role, $relation, $field: $letter', ({ role, relation, field, letter }) => {
    const [full, masked] = VALUES[field]
    expect(maskFor(role, relation, field, full)).toBe(letter === 'F' ? full : letter === 'M' ? masked : null)
    expect(maskFor(role, relation, field, null)).toBeNull()
  })

  it.each(ROLES.flatMap((role) => PERSON_RELATIONS.map((relation) => ({ role, relation }))))('$role, $relation may ask or not', ({ role, relation }) => {
    expect(mayAsk(role, relation)).toBe(TABLE[role][relation].endsWith('?'))
  })
})
