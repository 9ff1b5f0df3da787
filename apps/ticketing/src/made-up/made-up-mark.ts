/** What begins every id that was made up: of calls, of tickets' requests, of operators' steps and of accounts. */
export const MADE_UP = 'demo-'

export const isMadeUpTicket = ({ requestId }: { requestId: string }): boolean => requestId.startsWith(MADE_UP)
