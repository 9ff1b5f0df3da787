import { QueryFailedError } from 'typeorm'

interface DriverFault {
  code?: string
  errno?: number
  sqlState?: string
}

const driverFault = (error: unknown): DriverFault => ((error instanceof QueryFailedError ? error.driverError : error) ?? {}) as DriverFault

/** The index that refused a second row of the same key; undefined for any other error. */
export function duplicateKey(error: unknown): string | undefined {
  if (driverFault(error).code !== 'ER_DUP_ENTRY') return undefined
  return /for key '(?:[^'.]+\.)?([^']+)'/.exec((error as Error).message)?.[1]
}

/** Whether the data themselves do not fit (SQLSTATE 22, 23), so that trying again would change nothing. */
export const isDataFault = (error: unknown): boolean => /^2[23]/.test(driverFault(error).sqlState ?? '')

/** Whether the database could not be reached, rather than said no. */
export const isConnectionFault = (error: unknown): boolean => /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|PROTOCOL_|ER_SERVER_SHUTDOWN|POOL_CLOSED)/.test(driverFault(error).code ?? '')
