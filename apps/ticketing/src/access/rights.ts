import { applyDecorators, SetMetadata } from '@nestjs/common'
import { Roles } from '@app/access'
import type { Role } from '@app/contracts'

/** Who may do what. The finer rules (an operator's own calls, an officer's own department) stand with the feature. */
export const RIGHTS = {
  'session.read': ['operator', 'supervisor', 'officer', 'manager', 'admin'],
  /** Whoever may put the hall on a television. */
  'session.renew': ['supervisor', 'manager'],
  'callers.read': ['operator', 'supervisor', 'manager', 'admin'],
  /** What is known of a caller, and who of several calls. */
  'citizens.change': ['operator', 'supervisor', 'admin'],
  'calls.read': ['operator', 'supervisor', 'manager', 'admin'],
  /** Of one's own talk. */
  'call-sound.tell': ['operator', 'supervisor', 'admin'],
  'recordings.hear': ['operator', 'supervisor', 'manager', 'admin'],
  'voicemails.read': ['operator', 'supervisor', 'manager', 'admin'],
  'voicemails.handle': ['operator', 'supervisor', 'admin'],
  'call-backs.read': ['operator', 'supervisor', 'manager', 'admin'],
  'call-backs.cancel': ['operator', 'supervisor', 'admin'],
  'missed-callers.read': ['operator', 'supervisor', 'manager', 'admin'],
  'missed-callers.handle': ['operator', 'supervisor', 'admin'],
  'operator-steps.read': ['operator', 'supervisor', 'manager', 'admin'],
  'pause-reasons.read': ['operator', 'supervisor', 'manager', 'admin'],
  'pause-reasons.edit': ['admin'],
  'desk-settings.own': ['operator', 'supervisor'],
  'dispositions.read': ['operator', 'supervisor', 'manager', 'admin'],
  /** Of an own talk; a supervisor of anyone's. */
  'dispositions.say': ['operator', 'supervisor'],
  'dispositions.edit': ['admin'],
  'directory.read': ['operator', 'supervisor', 'officer', 'manager', 'admin'],
  'tickets.make': ['operator', 'supervisor', 'admin'],
  'tickets.read': ['operator', 'supervisor', 'officer', 'manager', 'admin'],
  /** What exactly, and when: libs/ticket-life. */
  'tickets.act': ['operator', 'supervisor', 'officer', 'manager', 'admin'],
  'ticket-forms.read': ['operator', 'supervisor', 'officer', 'manager', 'admin'],
  'ticket-forms.edit': ['admin'],
  'deadline-rules.read': ['supervisor', 'manager', 'admin'],
  'deadline-rules.edit': ['admin'],
  'complaint-viewers.read': ['manager', 'admin'],
  'complaint-viewers.edit': ['manager', 'admin'],
  'ticket-figures.read': ['supervisor', 'manager', 'admin'],
  /** To the tickets that they may read. */
  'attachments.add': ['operator', 'supervisor', 'officer', 'admin'],
  /** To whom: inbox/assignment.ts. */
  'tickets.assign': ['supervisor', 'officer', 'admin'],
  'tickets.batch': ['supervisor', 'officer', 'admin'],
  'tickets.hear': ['operator', 'supervisor', 'officer', 'manager', 'admin'],
  'templates.read': ['operator', 'supervisor', 'officer', 'manager', 'admin'],
  'templates.edit': ['supervisor', 'officer', 'admin'],
  /** Whom nothing reaches by itself; and how a citizen wants to be told. */
  'telling.read': ['operator', 'supervisor', 'admin'],
  'telling.change': ['operator', 'supervisor', 'admin'],
  'message-templates.edit': ['admin'],
  'flows.read': ['admin', 'manager', 'supervisor'],
  'flows.edit': ['admin'],
  'routing.read': ['admin', 'manager', 'supervisor'],
  'routing.edit': ['admin'],
  'opening-hours.read': ['admin', 'manager', 'supervisor'],
  'opening-hours.edit': ['admin'],
  'announcements.read': ['admin', 'manager', 'supervisor'],
  'notices.put': ['admin', 'supervisor'],
  'numbers.list': ['admin', 'supervisor'],
  /** What is in force; what became of it is noted by whoever reads. */
  'articles.read': ['operator', 'supervisor', 'officer', 'manager', 'admin'],
  'articles.send': ['operator', 'supervisor', 'admin'],
  /** Drafts, versions, figures. */
  'articles.keep': ['supervisor', 'manager', 'admin'],
  'articles.edit': ['manager', 'admin'],
  'directory.administer': ['admin'],
  'accounts.administer': ['admin'],
  'reorganisations.plan': ['admin'],
  /** Those that are for whoever asks. */
  'warnings.read': ['supervisor', 'officer', 'manager'],
  /** What is masked for them; which values, by whose they are: libs/persons-data. */
  'looks.ask': ['operator', 'supervisor', 'officer', 'manager', 'admin'],
  'looks.read': ['manager', 'admin'],
  'retention.read': ['manager', 'admin'],
  'retention.edit': ['admin'],
  'persons.find': ['manager', 'admin'],
  'persons.export': ['manager', 'admin'],
  /** Asked for by one, carried out by another. */
  'persons.erase': ['manager', 'admin'],
  'reports.read': ['supervisor', 'manager', 'admin'],
  'statistics.read': ['supervisor', 'manager', 'admin'],
  'ledger.read': ['supervisor', 'manager', 'admin'],
  'ledger.compare': ['supervisor', 'manager', 'admin'],
  /** That an alarm was seen, and what came of it. */
  'ledger.note': ['supervisor', 'manager', 'admin'],
  'api-keys.administer': ['admin'],
  /** One's own, and those that others share. */
  'boards.use': ['supervisor', 'manager', 'admin'],
  /** Limits of the wallboard. */
  'thresholds.edit': ['supervisor', 'admin'],
  /** Who listened to whom, and moved whom. */
  'hall-deeds.read': ['supervisor', 'manager', 'admin'],
  'chat.use': ['operator', 'supervisor', 'manager', 'admin'],
  'help.call': ['operator', 'supervisor'],
  'help.take': ['supervisor'],
} as const satisfies Record<string, readonly [Role, ...Role[]]>

export type Action = keyof typeof RIGHTS

export const ACTION_KEY = 'ticketing:action'

/** The action an endpoint is; who may is in {@link RIGHTS}. */
export function May(action: Action) {
  const roles: readonly [Role, ...Role[]] = RIGHTS[action]
  return applyDecorators(SetMetadata(ACTION_KEY, action), Roles(...roles))
}
