import { STAFF_LIMITS } from '@app/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { showAttachments } from './attachment-queries.js'
import { seemingKind, tooLarge } from './too-large.js'
import { uploadFile } from './upload-file.js'

/** A file on its way, or one that did not get there. */
export interface Upload {
  id: number
  name: string
  /** 0 to 1; when all is sent, the server looks at it. */
  share: number
  failure: { megabytes: number } | { error: unknown } | null
}

let lastId = 0

/** Files on their way to one ticket, one after the other; what failed stays until it is put away. */
export function useUploads(code: string) {
  const client = useQueryClient()
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const change = (id: number, part: Partial<Upload>) => setUploads((before) => before.map((upload) => (upload.id === id ? { ...upload, ...part } : upload)))
  const putAway = (id: number) => setUploads((before) => before.filter((upload) => upload.id !== id))

  const send = async (files: readonly File[], isPublic: boolean): Promise<void> => {
    const entries = files.map((file) => {
      const megabytes = tooLarge(file, STAFF_LIMITS)
      return { file, upload: { id: ++lastId, name: file.name, share: 0, failure: megabytes === null ? null : { megabytes } } }
    })
    setUploads((before) => [...before, ...entries.map(({ upload }) => upload)])
    for (const { file, upload } of entries) {
      if (upload.failure) continue
      try {
        // A sound is never for the citizen.
        const found = await uploadFile(code, file, isPublic && seemingKind(file.name) !== 'sound', (share) => change(upload.id, { share }))
        putAway(upload.id)
        showAttachments(client, code, found)
      } catch (error) {
        change(upload.id, { failure: { error } })
      }
    }
  }
  return { uploads, send, putAway, busy: uploads.some(({ failure }) => failure === null) }
}
