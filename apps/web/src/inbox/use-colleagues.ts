import type { Colleagues } from '@app/contracts'
import { useQuery } from '@tanstack/react-query'
import { request } from '../api/request.js'

const NOBODY: Colleagues = { people: [], mayAssign: 'nobody' }

/** Officers of one's own department, and to whom one may give its tickets. */
export const useColleagues = (): Colleagues =>
  useQuery({ queryKey: ['colleagues'], queryFn: ({ signal }) => request<Colleagues>('GET', '/api/colleagues', { signal }), staleTime: 300_000 }).data ?? NOBODY
