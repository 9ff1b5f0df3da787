import type { FlowDetails } from '@app/contracts'
import { FlowFile } from '@app/flow'
import { useState } from 'react'
import { RefusedRequest } from '../api/refused-request.js'
import { useFlowRequests } from './flow-queries.js'
import type { useFlowHistory } from './use-flow-history.js'

/** A stored definition as a flow; null when it is not one. */
export function readFlow(definition: unknown): FlowFile | null {
  const parsed = FlowFile.safeParse(definition)
  return parsed.success ? parsed.data : null
}

/** Somebody else's draft, or none any more, stands where ours was opened. */
const isStale = (error: unknown) => error instanceof RefusedRequest && error.failure.code === 'stale-draft'

/** What is done with the whole flow: saved, published, brought back, imported; and what stands in the way. */
export function useFlowActions(details: FlowDetails, { flow, unsaved, dispatch }: Pick<ReturnType<typeof useFlowHistory>, 'flow' | 'unsaved' | 'dispatch'>) {
  const requests = useFlowRequests(details.id)
  // The revision that is under edit here, not the newest: a draft that somebody else saved meanwhile must not be written over unseen.
  const [revision, setRevision] = useState(details.draft?.revision ?? null)
  const [theirs, setTheirs] = useState<FlowDetails | null>(null)
  const [going, setGoing] = useState<'saving' | 'publishing' | null>(null)

  const openStored = (now: FlowDetails) => {
    const stored = readFlow(now.definition)
    setRevision(now.draft?.revision ?? null)
    if (stored) dispatch({ type: 'open', flow: stored })
  }
  const opened = (done: () => void) => ({
    onSuccess: (now: FlowDetails) => {
      openStored(now)
      done()
    },
  })
  /** @returns the revision that is stored now; null when it was refused (told on the screen) */
  const store = async (over: number | null): Promise<number | null> => {
    const sent = flow
    try {
      const stored = await requests.save.mutateAsync({ revision: over, definition: sent })
      setRevision(stored)
      setTheirs(null)
      dispatch({ type: 'saved', flow: sent })
      return stored
    } catch (error) {
      if (isStale(error)) setTheirs(await requests.refresh())
      return null
    }
  }
  const save = () => {
    if (!requests.save.isPending) void store(revision)
  }
  const publish = async (note: string): Promise<boolean> => {
    setGoing('saving')
    try {
      const stored = unsaved || revision === null ? await store(revision) : revision
      if (stored === null) return false
      setGoing('publishing')
      await requests.publish.mutateAsync({ revision: stored, note })
      // What is published is what is on the screen; its draft is no more.
      setRevision(null)
      return true
    } catch (error) {
      if (isStale(error)) setTheirs(await requests.refresh())
      return false
    } finally {
      setGoing(null)
    }
  }
  const busy = requests.save.isPending || going !== null
  return {
    /** Somebody else saved, published or threw away meanwhile: what is stored is not what was opened here. */
    newer: !busy && theirs === null && (details.draft?.revision ?? null) !== revision,
    openNewer: () => openStored(details),
    theirs,
    going,
    save,
    publish,
    saving: requests.save.isPending,
    saveError: theirs ? null : requests.save.error,
    publishError: theirs ? null : (requests.publish.error ?? requests.save.error),
    clearErrors: () => {
      requests.publish.reset()
      requests.save.reset()
    },
    openTheirs: () => {
      if (theirs) openStored(theirs)
      setTheirs(null)
      requests.save.reset()
    },
    keepMine: () => void store(theirs?.draft?.revision ?? null),
    closeTheirs: () => setTheirs(null),
    discard: { start: (done: () => void) => requests.discard.mutate(undefined, opened(done)), pending: requests.discard.isPending, error: requests.discard.error },
    rollBack: {
      start: (version: number, note: string, done: () => void) =>
        requests.rollBack.mutate(
          { version, note },
          {
            onSuccess: (now) => {
              // Work that goes on here is not thrown away by what callers hear again.
              if (!unsaved && now.draft === null) openStored(now)
              done()
            },
          },
        ),
      pending: requests.rollBack.isPending,
      error: requests.rollBack.error,
    },
    importFile: { start: (file: File, done: () => void) => requests.importFile.mutate(file, opened(done)), pending: requests.importFile.isPending, error: requests.importFile.error, reset: requests.importFile.reset },
  }
}
