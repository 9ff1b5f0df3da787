import { readFileSync } from 'node:fs'
import type { Flow } from './flow.js'
import { parseFlow } from './parse-flow.js'

export const shippedText = readFileSync(new URL('../../../flows/1022.yaml', import.meta.url), 'utf8')
/** A flow that changes with the tests only. */
export const smallText = readFileSync(new URL('small-flow.testing.yaml', import.meta.url), 'utf8')
export const world = { queues: ['procedures', 'reports'], departments: ['so-xay-dung'] }

/** The flow in flows/1022.yaml. */
export function shippedFlow(): Flow {
  const { flow, faults } = parseFlow(shippedText, world)
  if (!flow) throw new Error(JSON.stringify(faults))
  return flow
}
