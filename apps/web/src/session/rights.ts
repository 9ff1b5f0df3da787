import type { Role, Session } from '@app/contracts'

export type Screen = 'desk' | 'voicemails' | 'inbox' | 'tickets' | 'calls' | 'hall' | 'today' | 'flows' | 'announcements' | 'opening-hours' | 'ticket-rules' | 'directory' | 'warnings' | 'answer-templates' | 'routing' | 'message-templates' | 'persons-data' | 'knowledge' | 'desk-rules' | 'ledger' | 'reports' | 'boards'

/** Who sees which screen; the server checks again on each request. */
const SCREENS: Record<Role, readonly Screen[]> = {
  operator: ['desk', 'voicemails', 'tickets', 'calls', 'knowledge'],
  supervisor: ['hall', 'today', 'desk', 'reports', 'boards', 'voicemails', 'tickets', 'warnings', 'calls', 'knowledge', 'announcements', 'answer-templates', 'ledger', 'flows', 'ticket-rules'],
  officer: ['inbox', 'warnings', 'answer-templates', 'knowledge'],
  manager: ['today', 'ledger', 'reports', 'boards', 'hall', 'tickets', 'warnings', 'calls', 'knowledge', 'announcements', 'flows', 'routing', 'ticket-rules', 'persons-data'],
  admin: ['flows', 'routing', 'knowledge', 'announcements', 'opening-hours', 'answer-templates', 'message-templates', 'ticket-rules', 'desk-rules', 'directory', 'persons-data', 'tickets', 'calls', 'ledger', 'reports', 'boards'],
}

/** In the order of the navigation; the first is where the person lands. A desk needs a queue to answer. */
export const screensOf = ({ role, queues }: Pick<Session, 'role' | 'queues'>): Screen[] =>
  SCREENS[role].filter((screen) => screen !== 'desk' || role === 'operator' || queues.length > 0)

export const pathOf = (screen: Screen): string => `/${screen}`

/** Where to go after sign-in: the page that was asked for when this person may see it, else the own first one. */
export function landingOf(session: Pick<Session, 'role' | 'queues'>, wanted: string | null): string {
  const screens = screensOf(session)
  // The wallboard is the hall on a television.
  if (wanted === '/wall' && screens.includes('hall')) return wanted
  const asked = screens.find((screen) => wanted === pathOf(screen) || wanted?.startsWith(`${pathOf(screen)}/`) || wanted?.startsWith(`${pathOf(screen)}?`))
  return asked && wanted ? wanted : pathOf(screens[0] ?? 'tickets')
}

/** Whether this person's browser is a softphone: of those who answer, and of a supervisor, who listens to talks. */
export const hasSoftphone = (session: Pick<Session, 'role' | 'queues'>): boolean => session.role === 'supervisor' || screensOf(session).includes('desk')
