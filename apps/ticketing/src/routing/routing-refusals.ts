import type { RoutingFault } from '@app/contracts'
import { refusal, RefusedError } from '@app/service'
import { DateTime } from 'luxon'
import type { RoutingDraftEntity } from '../database/routing.entities.js'
import { ZONE } from '../settings.js'

/** @param there the draft as it stands now */
export function staleRouting({ definition, savedAt, savedBy }: RoutingDraftEntity): RefusedError {
  if (definition === null || savedAt === null) return refusal.conflict('stale-draft', { vi: 'Bản nháp này đã được xuất bản hoặc xóa.', en: 'This draft was published or thrown away meanwhile.' })
  const when = DateTime.fromJSDate(savedAt, { zone: ZONE }).toFormat('dd/MM/yyyy HH:mm')
  return refusal.conflict('stale-draft', { vi: `Bản nháp đã được người khác lưu (${savedBy}, ${when}).`, en: `Somebody else saved the draft meanwhile (${savedBy}, ${when}).` })
}

export const routingHasFaults = (faults: readonly RoutingFault[]) =>
  new RefusedError(409, {
    code: 'routing-has-faults',
    message: { vi: `Bộ quy tắc còn ${faults.length} lỗi nên chưa thể xuất bản.`, en: `The rules have ${faults.length} faults and cannot be published.` },
    details: faults.map(({ number, message }) => ({ path: String(number), message: `${message.vi} / ${message.en}` })),
  })

export const nothingToPublish = () => refusal.conflict('no-draft', { vi: 'Không có bản nháp để xuất bản.', en: 'There is no draft to publish.' })

export const periodTooLong = (message: { vi: string; en: string }) => new RefusedError(400, { code: 'period-too-long', message })
