import type { Role } from '@app/contracts'

/** The server checks again. */
export const mayEditArticles = (role: Role): boolean => role === 'admin' || role === 'manager'
