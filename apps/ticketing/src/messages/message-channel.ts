/** A message as a channel gets it. */
export interface OutgoingMessage {
  /** The same message twice has the same. */
  id: number | string
  recipient: string
  subject: string
  text: string
}

/** One way to reach a citizen. */
export interface MessageChannel {
  /**
   * Resolves when the other side has taken it.
   * @throws MessageRefused when trying again makes no sense; any other Error when it may help
   */
  send(message: OutgoingMessage): Promise<void>
}

/** The other side will never take it: an address that is not there. */
export class MessageRefused extends Error {}
