/** Asterisk answered a request with an error status. */
export class AriRefused extends Error {
  constructor(
    readonly operation: string,
    readonly status: number,
    readonly answer: string,
  ) {
    super(`ARI ${operation}: ${status} ${answer.slice(0, 200)}`)
  }

  /** The channel (or playback) is no more, or has left Stasis: the ordinary answer for a caller who hung up. */
  get gone(): boolean {
    return this.status === 404 || this.status === 409 || this.status === 410
  }
}

/** No whole answer within the time allowed; whether Asterisk did it is not known. */
export class AriTimeout extends Error {
  constructor(
    readonly operation: string,
    readonly milliseconds: number,
  ) {
    super(`ARI ${operation}: no answer within ${milliseconds} ms`)
  }
}

/** Nothing was sent, or the connection broke before an answer. */
export class AriNotConnected extends Error {
  constructor(operation: string, cause?: unknown) {
    super(`ARI ${operation}: not connected${cause instanceof Error ? ` (${cause.message})` : ''}`, { cause })
  }
}

/** Asterisk answered with something that is not what ARI promises, such as broken JSON. */
export class AriBadAnswer extends Error {
  constructor(operation: string, cause: unknown) {
    super(`ARI ${operation}: the answer is not understood (${cause instanceof Error ? cause.message : String(cause)})`, { cause })
  }
}
