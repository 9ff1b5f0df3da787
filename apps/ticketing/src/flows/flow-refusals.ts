import type { FlowFault, FlowFinding } from '@app/flow'
import { refusal, RefusedError } from '@app/service'
import { DateTime } from 'luxon'
import { LARGEST_ARCHIVE, type BadFlowArchive, type FlowArchiveFault } from './flow-archive.js'
import type { FlowDraftEntity } from '../database/flow.entities.js'
import { ZONE } from '../settings.js'

/** @param there the draft that stands now, or none */
export function staleDraft(there: FlowDraftEntity | null): RefusedError {
  if (!there) return refusal.conflict('stale-draft', { vi: 'Bản nháp này đã được xuất bản hoặc xóa.', en: 'This draft was published or thrown away meanwhile.' })
  const when = DateTime.fromJSDate(there.savedAt, { zone: ZONE }).toFormat('dd/MM/yyyy HH:mm')
  return refusal.conflict('stale-draft', { vi: `Bản nháp đã được người khác lưu (${there.savedBy}, ${when}).`, en: `Somebody else saved the draft meanwhile (${there.savedBy}, ${when}).` })
}

export const draftTooLarge = () => new RefusedError(413, { code: 'draft-too-large', message: { vi: 'Kịch bản quá lớn (trên 500 kB).', en: 'The flow is too large (over 500 kB).' } })

export const flowHasFaults = (faults: readonly FlowFinding[]) =>
  new RefusedError(409, {
    code: 'flow-has-faults',
    message: { vi: `Kịch bản còn ${faults.length} lỗi nên chưa thể xuất bản.`, en: `The flow has ${faults.length} faults and cannot be published.` },
    details: faults.map(({ path, message }) => ({ path: path.join('.'), message: `${message.vi} / ${message.en}` })),
  })

/** @param faults at least one, each with its line */
export const unreadableFile = (faults: readonly FlowFault[]) =>
  new RefusedError(400, {
    code: 'bad-flow-file',
    message: { vi: `Tệp không đọc được: dòng ${faults[0]?.line}: ${faults[0]?.message.vi}`, en: `The file cannot be read: line ${faults[0]?.line}: ${faults[0]?.message.en}` },
    details: faults.map(({ line, message }) => ({ path: `line ${line}`, message: `${message.vi} / ${message.en}` })),
  })

const ARCHIVE_FAULTS: Record<FlowArchiveFault, (entry: string) => { vi: string; en: string }> = {
  'not-a-zip': () => ({ vi: 'Tệp này không phải là tệp ZIP đọc được.', en: 'This file is no ZIP that can be read.' }),
  'no-flow': () => ({ vi: 'Tệp ZIP không có kịch bản đọc được (flow.yaml).', en: 'The ZIP has no flow that can be read (flow.yaml).' }),
  'strange-entry': (entry) => ({ vi: `“${entry}” không thuộc về kịch bản này.`, en: `"${entry}" does not belong to this flow.` }),
  'too-large': (entry) =>
    entry === ''
      ? { vi: `Tệp quá lớn (trên ${LARGEST_ARCHIVE / 1e6} MB).`, en: `The file is too large (over ${LARGEST_ARCHIVE / 1e6} MB).` }
      : { vi: `“${entry}” quá lớn.`, en: `"${entry}" is too large.` },
}

/** A flow with its recordings that cannot be taken. */
export const badFlowArchive = ({ fault, entry }: BadFlowArchive) => new RefusedError(400, { code: `flow-archive-${fault}`, message: ARCHIVE_FAULTS[fault](entry) })

/** @param error why, of a recording alone @returns the same, with the part of the archive that it is about */
export function recordingRefused(entry: string, error: unknown): unknown {
  if (!(error instanceof RefusedError)) return error
  const { code, message } = error.failure
  return new RefusedError(400, { code, message: { vi: `${entry}: ${message.vi}`, en: `${entry}: ${message.en}` } })
}

export const recordingGone = (prompt: string) =>
  refusal.conflict('recording-gone', { vi: `Bản ghi âm của lời thoại “${prompt}” không có trong hệ thống. Vui lòng ghi lại hoặc bỏ bản ghi.`, en: `The recording of prompt "${prompt}" is not here. Please record it again, or take it away.` })

export const numberTaken = (number: string, flow: string) =>
  refusal.conflict('number-taken', { vi: `Số ${number} đang thuộc kịch bản “${flow}”.`, en: `Number ${number} belongs to flow "${flow}".` })

/** @param why the provider's own words: an administrator can act on them */
export const speechAway = (why: string) =>
  new RefusedError(503, {
    code: 'speech-away',
    message: { vi: 'Không tạo được giọng đọc lúc này; chưa có gì được xuất bản. Vui lòng thử lại.', en: 'The voice cannot speak at the moment; nothing was published. Please try again.' },
    details: [{ path: 'speech', message: why }],
  })

/** Stored, but the files that the IVR reads could not be written yet. */
export const notReachedYet = () =>
  refusal.unavailable('flow-not-written', {
    vi: 'Thay đổi đã được lưu nhưng chưa đến được người gọi; hệ thống sẽ tự thử lại.',
    en: 'The change is stored but does not reach callers yet; this is tried again by itself.',
  })

/** What went wrong, with the details that a refusal has. */
export function whyOf(error: unknown): string {
  if (error instanceof RefusedError) return [error.message, ...(error.failure.details ?? []).map(({ message }) => message)].join(' ')
  return error instanceof Error ? error.message : String(error)
}
