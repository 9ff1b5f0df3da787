import { Injectable, Logger } from '@nestjs/common'
import { PLACE_FIELD, TICKET_KINDS, type FormValues, type LocalName, type PublishTicketForm, type Session, type TicketForm, type TicketKind } from '@app/contracts'
import { refusal, RefusedError } from '@app/service'
import { checkValues, emptyForm, faultSentence, parseForm, showValue, type FormFault, type FormSchema } from '@app/ticket-form'
import type { EntityManager } from 'typeorm'
import { Database } from '../database/database.js'
import { duplicateKey } from '../database/database-fault.js'
import type { TicketEntity } from '../database/ticket.entities.js'
import { TicketFormEntity } from '../database/ticket-rule.entities.js'
import type { Reference } from '../reference-data/reference.js'

/** A form that an operator has open goes on to be taken for so long after it was replaced. */
const OLD_FORM_MS = 24 * 3_600_000

/** What was filled in, as a request or a correction has it. */
export interface FilledIn {
  fields: FormValues
  place: string | null
}

/** What is asked for each kind of ticket: published as versions, and what is filled in is checked by the one it was filled into. */
@Injectable()
export class TicketForms {
  private readonly log = new Logger(TicketForms.name)

  constructor(private readonly database: Database) {}

  /** The newest form of each kind. */
  async current(): Promise<TicketForm[]> {
    const all = await this.database.manager.find(TicketFormEntity, { order: { version: 'DESC' } })
    return TICKET_KINDS.flatMap((kind) => all.find((row) => row.kind === kind) ?? []).map(view)
  }

  /** The newest first. @throws RefusedError 404 */
  async versions(kind: TicketKind): Promise<TicketForm[]> {
    const all = await this.database.manager.find(TicketFormEntity, { where: { kind }, order: { version: 'DESC' } })
    if (all.length === 0) throw refusal.notFound({ vi: 'biểu mẫu này', en: 'form' })
    return all.map(view)
  }

  /** @throws RefusedError 400 for what is no form, 409 when somebody else published one meanwhile */
  async publish(kind: TicketKind, { basedOn, schema }: PublishTicketForm, session: Session): Promise<TicketForm> {
    const parsed = parseForm(schema)
    if ('faults' in parsed) throw badForm(parsed.faults)
    const newest = await this.newest(this.database.manager, kind)
    if (newest?.version !== basedOn) throw stale()
    const row: TicketFormEntity = { kind, version: basedOn + 1, definition: parsed.form, publishedAt: new Date(), publishedBy: session.displayName }
    try {
      await this.database.manager.insert(TicketFormEntity, row)
    } catch (error) {
      if (duplicateKey(error) !== null) throw stale()
      throw error
    }
    this.log.log(`form of ${kind}: version ${row.version} by ${session.username}`)
    return view(row)
  }

  /** What a new ticket keeps of what was filled in. @throws RefusedError 400 with each field that does not fit, and why */
  async check(tx: EntityManager, { forms }: Reference, kind: TicketKind, filled: FilledIn & { formVersion: number | null }, at: Date): Promise<Pick<TicketEntity, 'fields' | 'place' | 'formVersion'>> {
    const newest = forms.get(kind)
    const form = filled.formVersion === null || filled.formVersion === newest?.version ? newest : await this.replacedLately(tx, kind, filled.formVersion, at)
    return { ...keep(form?.definition ?? emptyForm(), filled), formVersion: form?.version ?? null }
  }

  /** What a correction changes, and in what words its history tells of it. @throws RefusedError 400 */
  async correct(tx: EntityManager, ticket: TicketEntity, filled: FilledIn): Promise<{ change: Pick<TicketEntity, 'fields' | 'place'>; words: string }> {
    const form = (await this.of(tx, ticket))?.schema ?? emptyForm()
    const change = keep(form, filled)
    const words = differences(form, { ...ticket.fields, ...(ticket.place !== null && { [PLACE_FIELD]: ticket.place }) }, { ...change.fields, ...(change.place !== null && { [PLACE_FIELD]: change.place }) })
    if (words === '') throw unfit([{ path: 'fields', message: { vi: 'không có gì thay đổi', en: 'nothing is changed' } }], { vi: 'Không có gì thay đổi.', en: 'Nothing is changed.' })
    return { change, words }
  }

  /** The form that a ticket was written with; null: none was known then. */
  async of(manager: EntityManager, { kind, formVersion }: Pick<TicketEntity, 'kind' | 'formVersion'>): Promise<{ version: number; schema: FormSchema } | null> {
    const row = formVersion === null ? null : await manager.findOneBy(TicketFormEntity, { kind, version: formVersion })
    return row && { version: row.version, schema: row.definition }
  }

  private newest(manager: EntityManager, kind: TicketKind): Promise<TicketFormEntity | null> {
    return manager.findOne(TicketFormEntity, { where: { kind }, order: { version: 'DESC' } })
  }

  private async replacedLately(tx: EntityManager, kind: TicketKind, version: number, at: Date): Promise<TicketFormEntity> {
    const [form, next] = await Promise.all([tx.findOneBy(TicketFormEntity, { kind, version }), tx.findOneBy(TicketFormEntity, { kind, version: version + 1 })])
    if (form && next && at.getTime() - next.publishedAt.getTime() <= OLD_FORM_MS) return form
    const message = { vi: 'Biểu mẫu này đã được thay bằng phiên bản mới. Vui lòng tải lại trang.', en: 'This form was replaced by a newer version. Please load the page again.' }
    throw unfit([{ path: 'formVersion', message }], message)
  }
}

const view = ({ kind, version, definition, publishedAt, publishedBy }: TicketFormEntity): TicketForm => ({ kind, version, schema: { ...definition }, publishedAt: publishedAt.toISOString(), publishedBy })

/** The place is a field like the others where the form has it; else it is the ticket's all the same. */
function keep(form: FormSchema, { fields, place }: FilledIn): Pick<TicketEntity, 'fields' | 'place'> {
  const asksForPlace = Object.hasOwn(form.properties, PLACE_FIELD)
  const checked = checkValues(form, asksForPlace && place !== null ? { ...fields, [PLACE_FIELD]: place } : fields)
  if ('faults' in checked) throw unfit(checked.faults.map((fault) => ({ ...fault, path: fault.path === PLACE_FIELD ? fault.path : `fields.${fault.path}` })), faultSentence(form, checked.faults))
  const { [PLACE_FIELD]: itsPlace, ...others } = checked.values
  return { fields: others, place: asksForPlace ? ((itsPlace as string | undefined) ?? null) : place }
}

/** A line for each field: what it said, and what it says now. */
function differences(form: FormSchema, before: FormValues, after: FormValues): string {
  const said = (name: string, value: FormValues[string] | undefined) => {
    const field = form.properties[name]
    return value === undefined || value === null ? '—' : field ? showValue(field, value, 'vi') : String(value)
  }
  return [...new Set([...Object.keys(form.properties), ...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => before[name] !== after[name])
    .map((name) => `${form.properties[name]?.['x-title'].vi ?? name}: ${said(name, before[name])} → ${said(name, after[name])}`)
    .join('\n')
}

const unfit = (faults: readonly FormFault[], message: LocalName) => new RefusedError(400, { code: 'bad-input', message, details: faults.map(({ path, message: { vi, en } }) => ({ path, message: `${vi} / ${en}` })) })

const badForm = (faults: readonly FormFault[]) => {
  const told = (language: 'vi' | 'en') => faults.map(({ path, message }) => `${path}: ${message[language]}`).join('; ')
  return unfit(faults.map(({ path, message }) => ({ path: `schema.${path}`, message })), { vi: `Biểu mẫu chưa đúng. ${told('vi')}.`, en: `The form is not right. ${told('en')}.` })
}

const stale = () => refusal.conflict('stale', { vi: 'Người khác vừa công bố một phiên bản mới của biểu mẫu này. Vui lòng tải lại trang.', en: 'Somebody else has just published a new version of this form. Please load the page again.' })
