import type { DatedDepartment, LocalName, ReorganisationKind, ReorganisationPlan } from '@app/contracts'
import { slugOf } from '../format/slug-of.js'
import { freeCode } from './tree-rows.js'

/** Who takes over, as it is filled in: one that is there, or the name of a new one. */
export type DraftTarget = { departmentId: number | null } | { name: LocalName }
export interface DraftPart {
  wardId: number | null
  categoryId: number | null
  target: number
}

export interface ReorganisationDraft {
  kind: ReorganisationKind
  day: string
  sources: number[]
  targets: DraftTarget[]
  parts: DraftPart[]
  note: string
}

/** The plan that a draft is; null while something is missing. A new department is placed as the first that it takes over from. */
export function planOf(draft: ReorganisationDraft, departments: readonly DatedDepartment[]): ReorganisationPlan | null {
  const { kind, day, sources, note } = draft
  const model = departments.find(({ id }) => id === sources[0])
  if (!model || note.trim().length < 3) return null
  const taken = new Set(departments.map(({ code }) => code))
  const targets: ReorganisationPlan['targets'] = []
  for (const target of draft.targets) {
    if ('departmentId' in target) {
      if (target.departmentId === null) return null
      targets.push({ departmentId: target.departmentId })
      continue
    }
    const slug = slugOf(target.name.vi, 40)
    if (slug === '' || target.name.en.trim() === '') return null
    const code = freeCode(slug, taken)
    taken.add(code)
    targets.push({ made: { code, name: target.name, type: model.type, parentId: model.parentId, openingHoursId: model.openingHoursId } })
  }
  const parts = kind === 'split' ? draft.parts.filter(({ wardId, categoryId, target }) => (wardId !== null || categoryId !== null) && target < targets.length) : []
  if (kind === 'split' ? targets.length < 2 : targets.length !== 1) return null
  return { kind, day, sources, targets, parts, note: note.trim() }
}

const unnamed = (): DraftTarget => ({ name: { vi: '', en: '' } })

/** What a draft becomes when its kind is another one. */
export const withKind = (draft: ReorganisationDraft, kind: ReorganisationKind): ReorganisationDraft => ({
  ...draft,
  kind,
  sources: kind === 'merge' ? draft.sources : draft.sources.slice(0, 1),
  targets: kind === 'split' ? [unnamed(), unnamed()] : [unnamed()],
  parts: [],
})
