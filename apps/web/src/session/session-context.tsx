import type { Session, SignIn } from '@app/contracts'
import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { SESSION_KEY, SIGN_IN_KEY } from '../api/queries.js'
import { RefusedRequest } from '../api/refused-request.js'
import { request } from '../api/request.js'

/** Who is signed in; null when nobody is. */
export const useSessionQuery = () =>
  useQuery({
    queryKey: SESSION_KEY,
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
    mutationKey: SIGN_IN_KEY,
    mutationFn: (entry: SignIn) => request<Session>('POST', '/api/session', { body: entry }),
    onSuccess: (session) => changePerson(client, session),
  })
}

export function useSignOut() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => request<unknown>('DELETE', '/api/session'),
    onSuccess: () => changePerson(client, null),
  })
}

/** Nothing of one person stays in the page's memory for the next one at this desk. */
function changePerson(client: QueryClient, session: Session | null): void {
  client.setQueryData(SESSION_KEY, session)
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] })
}

export const SessionContext = createContext<Session | null>(null)

/** The signed-in person, on pages inside the shell. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession is used outside the shell')
  return session
}
