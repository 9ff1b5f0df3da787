import type { CallLine } from '@app/contracts'
import type { FlowFile } from '@app/flow'
import { useCallback, useEffect, useRef } from 'react'
import { request } from '../api/request.js'
import { useOutgoingCall, type OutgoingCall } from '../softphone/use-outgoing-call.js'

/** A call to the flow as it is on the screen, over the person's own microphone. It stays up while the flow is edited, on what it began with. */
export function useTrialCall(flowId: number, flow: FlowFile, audio: React.RefObject<HTMLAudioElement | null>): OutgoingCall {
  const newest = useRef(flow)
  useEffect(() => {
    newest.current = flow
  }, [flow])
  const openLine = useCallback(async () => {
    const trial = await request<{ version: string }>('POST', `/api/flows/${flowId}/trial`, { body: { definition: newest.current } })
    return request<CallLine>('POST', '/live/trial-lines', { body: trial })
  }, [flowId])
  return useOutgoingCall(audio, openLine)
}
