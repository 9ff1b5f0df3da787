import type { DialRequest } from '@app/contracts'
import { useMutation } from '@tanstack/react-query'
import { createContext, useContext, useEffect, useMemo, type ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { useLive, useLiveConnection } from '../live/live-context.js'
import { pathOf, screensOf } from '../session/rights.js'
import { useSession } from '../session/session-context.js'
import { useOperatorPhone } from '../softphone/operator-phone.js'
import { canTakeCalls } from '../softphone/softphone-state.js'
import { isOwnCall } from './is-own-call.js'

type Dialling = {
  /** Whether this person may call somebody from this browser: has a desk, and a softphone that works. */
  mayDial: boolean
  /** In a call, or one is just being placed. */
  busy: boolean
  dial: (request: DialRequest) => void
  /** Why the last call was not placed. */
  refused: Error | null
  forget: () => void
}

const DiallingContext = createContext<Dialling>({ mayDial: false, busy: false, dial: () => undefined, refused: null, forget: () => undefined })

export const useDialling = () => useContext(DiallingContext)

/** Lets every page call a number; the call itself is at the desk. */
export function DiallingProvider({ children }: { children: ReactNode }) {
  const live = useLiveConnection()
  const { me } = useLive()
  const { phone, softphone, elsewhere } = useOperatorPhone()
  const session = useSession()
  const navigate = useNavigate()
  const hasDesk = screensOf(session).includes('desk')
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (request: DialRequest) => live.dial(request),
    onSuccess: () => void navigate(pathOf('desk')),
  })

  // Asked for by whoever sits here, so it is answered without a click.
  const ringing = isOwnCall(phone.call) && phone.call?.phase === 'ringing'
  useEffect(() => {
    if (ringing) softphone?.answer()
  }, [softphone, ringing])

  const mayDial = hasDesk && canTakeCalls(phone, elsewhere)
  const busy = isPending || phone.call !== null || me?.state === 'talking' || me?.state === 'offered'
  const value = useMemo(() => ({ mayDial, busy, dial: mutate, refused: error, forget: reset }), [mayDial, busy, mutate, error, reset])
  return <DiallingContext value={value}>{children}</DiallingContext>
}
