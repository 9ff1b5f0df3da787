import { z } from 'zod'

/** Headers as a setting: a JSON object of texts. */
export const RequestHeaders = z
  .string()
  .default('{}')
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      context.addIssue({ code: 'custom', message: 'must be a JSON object: {"api-key":"…"}' })
      return z.NEVER
    }
  })
  .pipe(z.record(z.string(), z.string()))
