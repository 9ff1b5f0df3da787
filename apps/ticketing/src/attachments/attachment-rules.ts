import { ATTACHMENT_TYPES, type AttachmentKind, type AttachmentSender, type AttachmentType, type ProvedDeed, type Role, type TicketState } from '@app/contracts'
import { deedsOf } from '@app/ticket-life'

/** What the rules look at of a file. */
export interface RuledFile {
  type: AttachmentType
  sender: AttachmentSender
  by: number | null
  at: Date
  isPublic: boolean
}

export const kindOf = (type: AttachmentType): AttachmentKind => ATTACHMENT_TYPES[type].kind

export const senderOf = (role: Role): AttachmentSender => (role === 'officer' ? 'officer' : 'operator')

/** A sound is for the house: whose voice is in it nobody has asked. */
export const mayBePublic = (type: AttachmentType): boolean => kindOf(type) !== 'sound'

/** A photo or a PDF that shows the citizen what the department did. A citizen's own photo, or what an operator was sent, shows the trouble, not its end. */
export const isProof = ({ type, sender, isPublic }: RuledFile): boolean => isPublic && sender === 'officer' && mayBePublic(type)

/** What a deed is proved against. */
export interface ProofQuestion {
  needsProof: boolean
  place: string | null
  /** When the ticket was made, or reopened last. */
  openedAt: Date
  /** When the citizen last had a progress report since then; null: had none. */
  reportedAt: Date | null
}

/**
 * Whether a deed waits for a photo or a PDF: an answer, where the category asks for proof, for one since the ticket was opened; a progress
 * report, where there is a place, for one since the last report.
 */
export function proofMissing(deed: ProvedDeed, { needsProof, place, openedAt, reportedAt }: ProofQuestion, files: readonly RuledFile[]): boolean {
  const asked = deed === 'answered' ? needsProof : place !== null
  const since = deed === 'answered' || reportedAt === null || reportedAt < openedAt ? openedAt : reportedAt
  return asked && !files.some((file) => isProof(file) && file.at >= since)
}

/** With these an answer or a progress report reached the citizen, and what was attached until then. */
export const TELLING_DEEDS = ['approved', 'answered-on-call', 'extended'] as const

/** Whether the answer stands on the citizen's page now. */
export const answerStands = (state: TicketState): boolean => deedsOf('citizen', state).includes('reopened')

/**
 * Whether the citizen sees a file: the own ones always; the house's public ones once what they belong to has reached the citizen.
 * @param toldAt of the last answer or progress report; null: none yet
 * @param answered the answer stands on the page now
 */
export const isShownToCitizen = ({ sender, isPublic, at }: RuledFile, { toldAt, answered }: { toldAt: Date | null; answered: boolean }): boolean =>
  isPublic && (sender === 'citizen' || answered || (toldAt !== null && at <= toldAt))

/** Who shows, hides or removes a file: a supervisor or administrator at any time, others their own ones while the answer is still to come. */
export const mayChangeFile = ({ by }: Pick<RuledFile, 'by'>, { userId, role }: { userId: number; role: Role }, answeredAt: Date | null): boolean =>
  role === 'supervisor' || role === 'admin' || (role !== 'manager' && by === userId && answeredAt === null)
