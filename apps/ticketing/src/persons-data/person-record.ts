import { ATTACHMENT_TYPES, type PersonQuery } from '@app/contracts'
import { answerStands, isShownToCitizen, kindOf, TELLING_DEEDS } from '../attachments/attachment-rules.js'
import type { StoredForm } from '../attachments/attachment-store.js'
import type { AttachmentEntity } from '../database/attachment.entity.js'
import type { CategoryEntity, DepartmentEntity } from '../database/directory.entities.js'
import type { PersonHolding } from './persons.service.js'

/** Of which directory sounds are, for whoever packs them. */
export interface RecordSound {
  folder: 'recordings' | 'voicemails'
  file: string
}

const iso = (at: Date | null) => at?.toISOString() ?? null
/** What a person sent themselves as they sent it, and what they may see of others' as they see it; what is for the house alone may be about somebody else. */
function formOf(file: AttachmentEntity, { tickets, links }: PersonHolding): StoredForm | null {
  if (file.sender === 'citizen') return 'original'
  const ticket = tickets.find(({ id }) => id === file.ticketId)
  const told = links.findLast(({ ticketId, deed }) => ticketId === file.ticketId && (TELLING_DEEDS as readonly string[]).includes(deed))
  if (!ticket || !isShownToCitizen(file, { toldAt: told?.at ?? null, answered: answerStands(ticket.state) })) return null
  return kindOf(file.type) === 'photo' ? 'shown' : 'original'
}

const filePath = ({ id, type }: AttachmentEntity) => `files/${id}.${ATTACHMENT_TYPES[type].endings[0]}`
const soundPath = (file: string | null) => (file === null || file === '' ? null : `sounds/${file}`)

/** One person's data as it is handed over: everything the person said or was told, and who looked; no names of those who work here. */
export function personRecord(holding: PersonHolding, query: PersonQuery, directory: { categories: readonly CategoryEntity[]; departments: readonly DepartmentEntity[] }, madeAt: Date) {
  const { calls, voicemails, surveys, tickets, links, texts, messages, attachments, callBacks, citizens, citizenNumbers, citizenNotes, drafts, looks } = holding
  const categories = new Map(directory.categories.map(({ id, nameVi, nameEn }) => [id, { vi: nameVi, en: nameEn }]))
  const departments = new Map(directory.departments.map(({ id, nameVi, nameEn }) => [id, { vi: nameVi, en: nameEn }]))
  return {
    madeAt: madeAt.toISOString(),
    number: query.number,
    name: query.name,
    calls: calls.map((call) => {
      const survey = surveys.find(({ callId }) => callId === call.id)
      return {
        id: call.id,
        arrivedAt: call.arrivedAt.toISOString(),
        endedAt: iso(call.endedAt),
        number: call.number,
        language: call.language,
        waitSeconds: call.waitSeconds,
        talkSeconds: call.talkSeconds,
        holdSeconds: call.holdSeconds,
        outcome: call.outcome,
        recording: soundPath(call.recording),
        rating: survey?.rating ?? null,
        remark: soundPath(survey?.remarkFile ?? null),
      }
    }),
    voicemails: voicemails.map(({ callId, leftAt, seconds, file }) => ({ callId, leftAt: leftAt.toISOString(), seconds, sound: soundPath(file) })),
    tickets: tickets.map((ticket) => ({
      code: ticket.code,
      state: ticket.state,
      category: categories.get(ticket.categoryId) ?? null,
      department: departments.get(ticket.departmentId) ?? null,
      createdAt: ticket.createdAt.toISOString(),
      deadlineAt: ticket.deadlineAt.toISOString(),
      answeredAt: iso(ticket.answeredAt),
      closedAt: iso(ticket.closedAt),
      name: ticket.citizenName,
      number: ticket.citizenNumber,
      email: ticket.citizenEmail,
      description: ticket.description,
      place: ticket.place,
      fields: ticket.fields,
      /** `file` is null where it is for the house alone. */
      files: attachments.filter(({ ticketId }) => ticketId === ticket.id).map((file) => ({ name: file.name, type: file.type, size: file.size, sender: file.sender, addedAt: file.at.toISOString(), file: formOf(file, holding) && filePath(file) })),
      rating: ticket.rating,
      changes: links.filter(({ ticketId }) => ticketId === ticket.id).map(({ seq, at, deed }) => ({ at: at.toISOString(), deed, text: texts.get(seq) ?? null })),
      messages: messages.filter(({ ticketId }) => ticketId === ticket.id).map(({ channel, recipient, subject, text, createdAt, sentAt }) => ({ channel, recipient, subject, text, createdAt: createdAt.toISOString(), sentAt: iso(sentAt) })),
    })),
    articles: messages.filter(({ ticketId }) => ticketId === null).map(({ channel, recipient, subject, text, createdAt, sentAt }) => ({ channel, recipient, subject, text, createdAt: createdAt.toISOString(), sentAt: iso(sentAt) })),
    callBacks: callBacks.map(({ number, promisedAt, closedAt, state }) => ({ number, promisedAt: promisedAt.toISOString(), closedAt: iso(closedAt), state })),
    card: {
      names: citizens.flatMap(({ name }) => name ?? []),
      languages: [...new Set(citizens.flatMap(({ language }) => language ?? []))],
      numbers: [...new Set(citizenNumbers.map(({ number }) => number))],
      notes: citizenNotes.map(({ text, at }) => ({ at: at.toISOString(), text })),
    },
    /** Of tickets that are being written. */
    drafts: drafts.map(({ writtenAt, draft }) => ({ writtenAt: writtenAt.toISOString(), draft })),
    looks: looks.map(({ at, role, what, purpose }) => ({ at: at.toISOString(), role, what, purpose })),
  }
}

export type PersonRecord = ReturnType<typeof personRecord>

/** Files that belong to the record: under which path in it, and which form of which content. */
export const filesOf = (holding: PersonHolding): { path: string; hash: string; form: StoredForm }[] =>
  holding.attachments.flatMap((file) => {
    const form = formOf(file, holding)
    return form === null ? [] : [{ path: filePath(file), hash: file.hash, form }]
  })

/** Sounds that belong to the record. */
export const soundsOf = ({ calls, voicemails, surveys }: PersonHolding): RecordSound[] => [
  ...calls.flatMap(({ recording }) => (recording === null ? [] : [{ folder: 'recordings' as const, file: recording }])),
  ...voicemails.flatMap(({ file }) => (file === '' ? [] : [{ folder: 'voicemails' as const, file }])),
  ...surveys.flatMap(({ remarkFile }) => (remarkFile === null ? [] : [{ folder: 'voicemails' as const, file: remarkFile }])),
]
