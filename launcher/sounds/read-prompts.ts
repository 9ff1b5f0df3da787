import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { SPOKEN_LANGUAGES as LANGUAGES, type SpokenLanguage, type SpokenPart } from '@app/speech'

const Text = z.string().trim().min(1)
const OtherVoice = z.union(LANGUAGES.map((voice) => z.strictObject({ [voice]: Text })))
const Prompts = z.record(z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), z.union([Text, z.array(z.union([Text, OtherVoice])).min(1)]))

const partsOf = (language: SpokenLanguage, prompt: z.infer<typeof Prompts>[string]): SpokenPart[] =>
  (Array.isArray(prompt) ? prompt : [prompt]).flatMap((part) =>
    typeof part === 'string' ? [{ voice: language, text: part }] : LANGUAGES.filter((voice) => voice in part).map((voice) => ({ voice, text: part[voice] ?? '' })),
  )

/** The prompts of each language, by name. @throws Error when a file does not fit, or a prompt is missing in a language */
export async function readPrompts(folder: string): Promise<Record<SpokenLanguage, Record<string, SpokenPart[]>>> {
  const read = async (language: SpokenLanguage): Promise<Record<string, SpokenPart[]>> => {
    const file = join(folder, `${language}.yaml`)
    const parsed = Prompts.safeParse(parse(await readFile(file, 'utf8')))
    if (!parsed.success) throw new Error(`${file}: ${parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`)
    return Object.fromEntries(Object.entries(parsed.data).map(([name, prompt]) => [name, partsOf(language, prompt)]))
  }
  const vi = await read('vi')
  const en = await read('en')
  const missing = [...Object.keys(vi).filter((name) => !(name in en)).map((name) => `en: ${name}`), ...Object.keys(en).filter((name) => !(name in vi)).map((name) => `vi: ${name}`)]
  if (missing.length > 0) throw new Error(`Prompts without a text in one language: ${missing.join(', ')}`)
  return { vi, en }
}
