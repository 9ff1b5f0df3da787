import type { Readable } from 'node:stream'
import { refusal } from '@app/service'
import busboy from 'busboy'
import type { Request } from 'express'
import { z } from 'zod'
import { fileRefusal } from '../attachments/attachment-refusals.js'

export interface SentForm<F> {
  fields: Record<string, string>
  files: F[]
}

export interface FormFiles<F> {
  most: number
  /** Bytes of the whole form. */
  mostBytes: number
  /** Must read the stream to its end, or throw. */
  take(stream: Readable, name: string): Promise<F>
  /** Of what was taken before the form turned out to be refused. */
  discard(file: F): Promise<void>
}

/** 5,000 letters of four bytes each. */
const FIELD_BYTES = 20_000
const MOST_FIELDS = 4

/** A form that was refused; its words are kept so that nobody has to write them again. */
export class RefusedForm extends Error {
  constructor(
    readonly why: unknown,
    readonly fields: Record<string, string>,
  ) {
    super('the form is refused')
  }
}

/** A form with files, read as it comes. A file field that was left empty is no file. @throws RefusedForm */
export async function readForm<F>(request: Request, { most, mostBytes, take, discard }: FormFiles<F>): Promise<SentForm<F>> {
  const fields: Record<string, string> = Object.create(null) as Record<string, string>
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) {
    request.resume()
    throw new RefusedForm(fileRefusal.anyTooLarge(mostBytes), fields)
  }
  const taking: Promise<F>[] = []
  const read = new Promise<void>((resolve, reject) => {
    const parser = busboy({ headers: request.headers, defParamCharset: 'utf8', limits: { files: most, fields: MOST_FIELDS, parts: most + MOST_FIELDS + 1, fieldSize: FIELD_BYTES } })
    parser.on('field', (name, value) => (fields[name] = value))
    parser.on('file', (_field, stream, { filename }) => {
      if (!filename) return void stream.resume()
      const file = take(stream, filename)
      // Why is looked at below; until then the rest of the form has to pass.
      file.catch(() => stream.resume())
      taking.push(file)
    })
    parser.on('filesLimit', () => reject(fileRefusal.tooMany(most)))
    parser.on('error', (error) => {
      request.unpipe(parser).resume()
      reject(refusal.badInput(new z.ZodError([{ code: 'custom', path: ['body'], message: error.message, input: null }])))
    })
    parser.on('close', () => resolve())
    request.on('close', () => {
      if (!request.complete) parser.destroy(new Error('the form was cut off'))
    })
    request.pipe(parser)
  })
  const [form, ...taken] = await Promise.allSettled([read, ...(await read.then(() => taking, () => taking))])
  const files = taken.flatMap((one) => (one.status === 'fulfilled' ? [one.value as F] : []))
  const refused = [form, ...taken].find((one) => one.status === 'rejected')
  if (!refused) return { fields, files }
  for (const file of files) await discard(file)
  throw new RefusedForm(refused.reason, fields)
}
