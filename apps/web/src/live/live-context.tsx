import { useQueryClient } from '@tanstack/react-query'
import { createContext, useContext, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react'
import { invalidateFor, SESSION_KEY } from '../api/queries.js'
import { LiveConnection } from './live-connection.js'
import type { LiveState } from './live-state.js'

const LiveContext = createContext<LiveConnection | null>(null)

/** A burst of changes (a busy hour) asks REST once a second, not once a change. */
const GATHER_CHANGES_MS = 1_000
const ASK_AGAIN_MS = 5_000

export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient()
  const connection = useMemo(() => {
    const pending = new Map<string, ReturnType<typeof setTimeout>>()
    return new LiveConnection({
      changed: ({ topic }) => {
        if (pending.has(topic)) return
        // The first change is shown at once; those within the next second together after it.
        void invalidateFor(client, topic)
        pending.set(
          topic,
          setTimeout(() => {
            pending.delete(topic)
            void invalidateFor(client, topic)
          }, GATHER_CHANGES_MS),
        )
      },
      reconnected: () => void client.invalidateQueries(),
      refused: () => void client.invalidateQueries({ queryKey: SESSION_KEY }),
    })
  }, [client])
  useEffect(() => {
    connection.open()
    return () => connection.close()
  }, [connection])
  return <LiveContext value={connection}>{children}</LiveContext>
}

export function useLiveConnection(): LiveConnection {
  const connection = useContext(LiveContext)
  if (!connection) throw new Error('useLiveConnection is used outside LiveProvider')
  return connection
}

export function useLive(): LiveState {
  const connection = useLiveConnection()
  return useSyncExternalStore(connection.subscribe, connection.getState)
}

/** The server's clock in milliseconds, ticking each second. */
export function useNow(): number {
  const { skew } = useLive()
  return useTick() + skew
}

/** The clock for what the hall shows: it stands still while nothing is heard, for nobody knows who waits longer by now. */
export function useHallNow(): number {
  const { silentSince, skew } = useLive()
  const now = useNow()
  return silentSince === null ? now : silentSince + skew
}

/** How often what lasts is asked for while nobody tells that it changed; false: it is told. */
export function useAskAgain(): number | false {
  const { connection, health } = useLive()
  return connection === 'reconnecting' || health?.redis === false ? ASK_AGAIN_MS : false
}

/** This machine's clock in milliseconds, ticking each second. */
export function useTick(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
