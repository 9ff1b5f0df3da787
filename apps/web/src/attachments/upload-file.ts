import type { TicketAttachments } from '@app/contracts'
import { isFailure, RefusedRequest, unreachable } from '../api/refused-request.js'

/**
 * Sends one file. Not by `fetch`, which tells nothing of how far it is.
 * @param onProgress share that was sent, 0 to 1
 * @throws RefusedRequest
 */
export function uploadFile(code: string, file: File, isPublic: boolean, onProgress: (share: number) => void): Promise<TicketAttachments> {
  const query = new URLSearchParams({ name: file.name, isPublic: String(isPublic) })
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest()
    sending.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total)
    sending.onerror = () => reject(unreachable())
    sending.onload = () => {
      const answer: unknown = sending.response
      if (sending.status === 201) resolve(answer as TicketAttachments)
      else reject(isFailure(answer) ? new RefusedRequest(sending.status, answer) : unreachable())
    }
    sending.open('POST', `/api/tickets/${code}/attachments?${query}`)
    sending.responseType = 'json'
    sending.setRequestHeader('content-type', 'application/octet-stream')
    sending.send(file)
  })
}
