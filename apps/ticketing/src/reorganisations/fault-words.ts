import type { LocalName } from '@app/contracts'
import type { PlanFault } from './plan-moves.js'

const WORDS: Record<PlanFault['fault'], (name: LocalName) => LocalName> = {
  'source-not-there': ({ vi, en }) => ({ vi: `${vi} không hoạt động vào ngày đó.`, en: `${en} is not there on that day.` }),
  'target-not-there': ({ vi, en }) => ({ vi: `${vi} không hoạt động vào ngày đó nên không thể tiếp nhận.`, en: `${en} is not there on that day and cannot take over.` }),
  'target-ends': ({ vi, en }) => ({ vi: `${vi} đã có ngày kết thúc nên không thể tiếp nhận.`, en: `${en} has an end and cannot take over.` }),
  'in-a-circle': ({ vi, en }) => ({ vi: `${vi} sẽ ở trên chính mình: đơn vị cấp trên của đơn vị này cũng kết thúc.`, en: `${en} would stand above itself: the department above it ends too.` }),
  'nothing-changes': () => ({ vi: 'Kế hoạch này không thay đổi gì.', en: 'This plan changes nothing.' }),
  'day-is-past': () => ({ vi: 'Ngày thực hiện đã qua.', en: 'The day is past.' }),
}

/** A fault as a person reads it. */
export const faultWords = ({ fault, departmentId }: PlanFault, nameOf: (id: number) => LocalName): LocalName => WORDS[fault](departmentId === null ? { vi: '', en: '' } : nameOf(departmentId))
