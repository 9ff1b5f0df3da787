import type { Request } from 'express'

/** A body that no parser has read: only who may send it has it read at all. @returns null for one of more bytes than `most` */
export async function readBody(request: Request, most: number): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  // What is too much is read to its end all the same, so that the sender hears why it is refused.
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes <= most) chunks.push(chunk)
    else chunks.length = 0
  }
  return bytes > most ? null : Buffer.concat(chunks)
}
