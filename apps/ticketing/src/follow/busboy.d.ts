/** What we use of busboy 1, which has no types of its own. */
declare module 'busboy' {
  import type { IncomingHttpHeaders } from 'node:http'
  import type { Readable, Writable } from 'node:stream'

  interface Limits {
    fieldSize?: number
    fields?: number
    files?: number
    parts?: number
  }

  interface Parser extends Writable {
    on(event: 'file', listener: (field: string, stream: Readable, info: { filename?: string }) => void): this
    on(event: 'field', listener: (field: string, value: string, info: { valueTruncated: boolean }) => void): this
    on(event: 'filesLimit' | 'close', listener: () => void): this
    on(event: 'error', listener: (error: Error) => void): this
  }

  export default function busboy(config: { headers: IncomingHttpHeaders; defParamCharset?: string; limits?: Limits }): Parser
}
