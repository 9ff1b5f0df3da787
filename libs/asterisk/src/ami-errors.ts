/** Asterisk said no. */
export class AmiRefused extends Error {
  constructor(
    readonly action: string,
    readonly reason: string,
  ) {
    super(`Asterisk refused ${action}: ${reason}`)
  }
}

/** Asterisk did not answer in time; whether it did what was asked is not known. */
export class AmiTimeout extends Error {
  constructor(readonly action: string) {
    super(`Asterisk did not answer ${action} in time`)
  }
}

/** There is no connection at this moment; nothing was asked. */
export class AmiNotConnected extends Error {
  constructor(readonly action: string) {
    super(`Asterisk is away; ${action} was not sent`)
  }
}
