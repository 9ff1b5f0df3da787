import { z } from 'zod'

const Hash = z.string().regex(/^[0-9a-f]{16}$/)

/** `published.json`: which version a dialled number reaches; `default` takes every other. */
export const PublishedNumbers = z.object({ numbers: z.record(z.string(), Hash) })
export type PublishedNumbers = z.infer<typeof PublishedNumbers>

/** `<hash>.json`: a version as it was published. `sounds`: prompt → sound, as Asterisk names it below the language's folder. */
export const PublishedFlow = z.object({
  flow: z.object({ version: Hash }).loose(),
  sounds: z.object({ vi: z.record(z.string(), z.string()), en: z.record(z.string(), z.string()) }),
})
export type PublishedFlow = z.infer<typeof PublishedFlow>
