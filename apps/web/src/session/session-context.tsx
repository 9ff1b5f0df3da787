import type { Session, SignIn } from '@app/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { RefusedRequest } from '../api/refused-request.js'
import { request } from '../api/request.js'
import { createContext, useContext } from 'react'

const KEY = ['session']

/** Who is signed in; null when nobody is. */
export const useSessionQuery = () =>
  useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) =>
      request<Session>('GET', '/api/session', { signal }).catch((error: unknown) => {
        if (error instanceof RefusedRequest && error.status === 401) return null
        throw error
      }),
    staleTime: 60_000,
  })

export function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (entry: SignIn) => request<Session>('POST', '/api/session', { body: entry }),
    onSuccess: (session) => client.setQueryData(KEY, session),
  })
}

export function useSignOut() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => request<unknown>('DELETE', '/api/session'),
    // Nothing of this person stays in the page's memory for the next one at this desk.
    onSuccess: () => {
      client.clear()
      client.setQueryData(KEY, null)
    },
  })
}

export const SessionContext = createContext<Session | null>(null)

/** The signed-in person, on pages inside the shell. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession is used outside the shell')
  return session
}
