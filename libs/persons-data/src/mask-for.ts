import type { PersonField, PersonRelation, Role } from '@app/contracts'
import { maskEmail, maskName, maskNumber, maskText } from './masks.js'

/** `full`: as it is stored; `masked`: recognisable, not usable; `none`: not even that. */
export const LEVELS = ['full', 'masked', 'none'] as const
export type Level = (typeof LEVELS)[number]

type Row = Record<PersonField, Level>
const FULL: Row = { number: 'full', name: 'full', email: 'full', text: 'full' }
const MASKED: Row = { number: 'masked', name: 'masked', email: 'masked', text: 'masked' }
const NONE: Row = { number: 'none', name: 'none', email: 'none', text: 'none' }

/** Who sees how much of a person, by how they have to do with them: docs/persons-data.md. */
export const MASKING: Record<Role, Record<PersonRelation, Row>> = {
  operator: { 'own-talk': FULL, 'own-work': FULL, 'own-department': MASKED, past: MASKED, none: MASKED },
  supervisor: { 'own-talk': FULL, 'own-work': FULL, 'own-department': MASKED, past: MASKED, none: MASKED },
  officer: { 'own-talk': NONE, 'own-work': NONE, 'own-department': FULL, past: MASKED, none: NONE },
  manager: { 'own-talk': MASKED, 'own-work': MASKED, 'own-department': MASKED, past: MASKED, none: MASKED },
  admin: { 'own-talk': MASKED, 'own-work': FULL, 'own-department': MASKED, past: MASKED, none: MASKED },
}

const MASKS: Record<PersonField, (value: string) => string> = { number: maskNumber, name: maskName, email: maskEmail, text: maskText }

/** What this person is shown of a value; null stays null. */
export function maskFor(role: Role, relation: PersonRelation, field: PersonField, value: string | null): string | null {
  if (value === null || value === '') return value
  switch (MASKING[role][relation][field]) {
    case 'full':
      return value
    case 'masked':
      return MASKS[field](value)
    case 'none':
      return null
  }
}

/** Whether this person may ask, with a purpose, to see a value that is masked for them. */
export const mayAsk = (role: Role, relation: PersonRelation): boolean => role !== 'officer' || relation === 'own-department' || relation === 'past'
