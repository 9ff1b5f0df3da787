import type { MadeTicket } from './made-tickets.js'

/** What is asked, by its name; each time in another way, as people do. */
export type Question = (i: number) => string

const list = (query: Record<string, string>) => `/api/tickets?${new URLSearchParams(query)}`
const search = (text: string, more: Record<string, string> = {}) => list({ search: text, ...more })
const of = <T>(items: readonly T[]) => (i: number): T => items[i % items.length] as T

/** @param sample tickets that are there */
export function ticketQuestions(sample: readonly MadeTicket[], categoryIds: readonly number[], departmentIds: readonly number[]): Record<string, Question> {
  const ticket = of(sample)
  const named = sample.filter(({ citizenName }) => citizenName !== null)
  const numbered = sample.filter(({ citizenNumber }) => citizenNumber !== null)
  const placed = sample.filter(({ place }) => place !== null)
  const withMarks = of(['đèn đường', 'ổ gà', 'rác không được thu gom', 'mất nước', 'giấy khai sinh', 'karaoke ồn ào', 'tách thửa', 'ngập'])
  const without = of(['den duong', 'o ga', 'rac khong duoc thu gom', 'mat nuoc', 'giay khai sinh', 'karaoke on ao', 'tach thua', 'ngap'])
  const slips = of(['đèn đuongf', 'giay khai sihn', 'karaoek', 'mất nuocs', 'bon chen tram bienn ap', 'thung rac dayy'])
  const two = of(['hẻm karaoke', 'chợ ngập', 'trường rác', 'mưa sụt', 'hóa đơn khám'])
  return {
    'list, all': () => list({}),
    'list, open': () => list({ state: 'open' }),
    'list, returned': () => list({ state: 'returned' }),
    'list, to approve': () => list({ state: 'to-approve' }),
    'list, done': () => list({ state: 'done' }),
    'list, late': () => list({ due: 'overdue' }),
    'list, a department': (i) => list({ departmentId: String(of(departmentIds)(i)) }),
    'list, a category': (i) => list({ categoryId: String(of(categoryIds)(i)) }),
    'list, a level': (i) => list({ level: String(1 + (i % 3)) }),
    'list, a kind': (i) => list({ kind: of(['problem', 'information', 'proposal', 'dossier'])(i) }),
    'list, page 20': () => list({ page: '20' }),
    'search, with marks': (i) => search(withMarks(i)),
    'search, without marks': (i) => search(without(i)),
    'search, a slip': (i) => search(slips(i)),
    'search, two words': (i) => search(two(i)),
    'search, being typed': (i) => search(withMarks(i).slice(0, 3 + (i % 4))),
    'search, a place': (i) => search(of(placed)(i).place?.split(',')[0] ?? ''),
    'search, a name': (i) => search(of(named)(i).citizenName ?? ''),
    'search, a code': (i) => search(ticket(i).code),
    'search, a number': (i) => search(of(numbered)(i).citizenNumber ?? ''),
    'search, open ones': (i) => search(withMarks(i), { state: 'open' }),
    'search, nothing there': (i) => search(`zzq${i} khong ai viet`),
    'similar, while writing': (i) => `/api/similar-tickets?${new URLSearchParams({ categoryId: String(of(placed)(i).categoryId), place: of(placed)(i).place ?? '', description: of(placed)(i).description })}`,
    'open one': (i) => `/api/tickets/${ticket(i).code}`,
  }
}
