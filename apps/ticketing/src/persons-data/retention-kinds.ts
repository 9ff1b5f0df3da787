import { RETENTION_KINDS, type RetentionKind } from '@app/contracts'

export interface RetentionDefault {
  /** Until somebody sets another time. */
  days: number
  /** A shorter time is refused. */
  leastDays: number
}

/** A citizen may complain for 90 days (Luật Khiếu nại 02/2011/QH13, Điều 9): until then it must be possible to look at what was said and done. */
const COMPLAINT_DAYS = 90
/** A violation can be sanctioned for a year (Luật Xử lý vi phạm hành chính 15/2012/QH13, Điều 6): until then it must be known who looked. */
const SANCTION_DAYS = 365

/** How long each kind is kept, in days after its end: of the call, of the closed ticket, of the look. */
export const RETENTION_DEFAULTS: Record<RetentionKind, RetentionDefault> = {
  recordings: { days: 180, leastDays: COMPLAINT_DAYS },
  voicemails: { days: 180, leastDays: COMPLAINT_DAYS },
  remarks: { days: 180, leastDays: COMPLAINT_DAYS },
  tickets: { days: 730, leastDays: COMPLAINT_DAYS },
  numbers: { days: 730, leastDays: COMPLAINT_DAYS },
  looks: { days: 1_825, leastDays: SANCTION_DAYS },
}

/** The kinds whose time would be too short. */
export const tooShort = (days: Record<RetentionKind, number | null>): RetentionKind[] =>
  RETENTION_KINDS.filter((kind) => {
    const wanted = days[kind]
    return wanted !== null && wanted < RETENTION_DEFAULTS[kind].leastDays
  })
