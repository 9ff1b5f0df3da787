import { expect } from '@jest/globals'
import type { SippCaller } from '../callers/sipp-caller.js'
import { dial } from '../stack/stack.js'
import type { Operator } from './operator.js'

interface How {
  /** What the citizen presses in the menu: which queue. */
  key?: string
  /** Told of the caller before anything can fail, for whoever must hang up afterwards. */
  dialled?: (caller: SippCaller) => void
}

/** A citizen dials and is answered by this operator, whom they hear. */
export async function talkBetween(operator: Operator, number: string, { key = '1', dialled }: How = {}): Promise<SippCaller> {
  await operator.goAvailable()
  const caller = await dial(number)
  dialled?.(caller)
  await caller.answered()
  await caller.press(key)
  expect(await operator.offered()).toBe(number)
  await operator.answer()
  await caller.hears({ frequency: operator.hertz })
  return caller
}
