import { TEMPLATE_VARIABLES, type Language, type Ticket, type TemplateVariable } from '@app/contracts'
import { formatFull } from '../format/moments.js'
import { formatTicketCode } from '../format/numbers.js'

export type TemplateValues = Record<TemplateVariable, string>

/** What a template's variables stand for in a ticket, in the citizen's language. @param nobody for a citizen whose name is not known */
export const valuesOf = (ticket: Pick<Ticket, 'code' | 'citizenName' | 'category' | 'deadlineAt' | 'department'>, language: Language, nobody: string): TemplateValues => ({
  code: formatTicketCode(ticket.code),
  name: ticket.citizenName ?? nobody,
  category: ticket.category.name[language],
  deadline: formatFull(ticket.deadlineAt, language),
  department: ticket.department.name[language],
})

/** Each variable once, so that a value in braces is nothing but text. */
export const fillTemplate = (text: string, values: TemplateValues): string => text.replace(new RegExp(`\\{(${TEMPLATE_VARIABLES.join('|')})\\}`, 'g'), (_, name: TemplateVariable) => values[name])
