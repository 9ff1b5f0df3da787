import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { FLOW_LANGUAGES, parseFlow, type Flow, type FlowLanguage } from '@app/flow'
import { parse } from 'yaml'
import { z } from 'zod'
import type { IvrSettings } from './settings.js'

/** The flow cannot be used; the message names every fault with its line. */
export class BadFlow extends Error {}

/** @throws BadFlow */
export function loadFlow(settings: Pick<IvrSettings, 'FLOW_FILE' | 'PROMPTS_DIR' | 'QUEUES'>): Flow {
  const folder = settings.PROMPTS_DIR ?? join(dirname(settings.FLOW_FILE), '..', 'prompts')
  const [vi, en] = FLOW_LANGUAGES.map((language) => promptNames(folder, language))
  const result = parseFlow(readText(settings.FLOW_FILE), { prompts: { vi: vi ?? [], en: en ?? [] }, queues: settings.QUEUES })
  if ('flow' in result) return result.flow
  throw new BadFlow(result.faults.map((fault) => `${settings.FLOW_FILE}:${fault.line}: [${fault.code}]${fault.node ? ` ${fault.node}:` : ''} ${fault.message.vi} / ${fault.message.en}`).join('\n'))
}

function promptNames(folder: string, language: FlowLanguage): string[] {
  const file = join(folder, `${language}.yaml`)
  const text = readText(file)
  try {
    return Object.keys(z.record(z.string(), z.unknown()).parse(parse(text)))
  } catch (error) {
    throw new BadFlow(`${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new BadFlow(`${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
