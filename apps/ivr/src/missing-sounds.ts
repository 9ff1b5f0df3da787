import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { FLOW_LANGUAGES, promptsOf, type Flow } from '@app/flow'

/** Sound files of the flow's prompts that are not there, as `vi/hotline/welcome.wav`. */
export function missingSounds(flow: Flow, soundsDir: string): string[] {
  const prompts = new Set(Object.values(flow.nodes).flatMap((node) => promptsOf(node)))
  return FLOW_LANGUAGES.flatMap((language) => [...prompts].map((prompt) => `${language}/hotline/${prompt}.wav`)).filter((file) => !existsSync(join(soundsDir, file)))
}
