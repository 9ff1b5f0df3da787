import type { SetState } from '@app/contracts'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useLiveConnection } from '../live/live-context.js'
import { useOperatorPhone } from '../softphone/operator-phone.js'
import { canTakeCalls } from '../softphone/softphone-state.js'
import { mayHandOn, type DeskView } from './desk-view.js'
import { commandOf, type DeskCommand } from './shortcuts.js'

export type DeskCommands = {
  run: (command: DeskCommand) => void
  setState: (request: SetState) => void
  settingState: boolean
  /** Why the last wish for another state was refused. */
  refused: Error | null
}

/** `mayFinish`: false while the talk's disposition is required and not said; a wrap-up that runs out ends all the same. */
type Openers = { mayFinish: boolean; openHelp: () => void; openPause: () => void; openKnowledge: () => void; openTransfer: () => void }

/** What the buttons and the keys of the desk do, in each of its states. */
export function useDeskCommands(view: DeskView, { mayFinish, openHelp, openPause, openKnowledge, openTransfer }: Openers): DeskCommands {
  const live = useLiveConnection()
  const { softphone, phone, elsewhere } = useOperatorPhone()
  const wish = useMutation({ mutationFn: (request: SetState) => live.setState(request) })

  const run = (command: DeskCommand): void => {
    switch (command) {
      case 'answer':
        return softphone?.answer()
      case 'hang-up':
        // Of two legs the second one first: back to the citizen.
        if (phone.second) return softphone?.endSecond()
        return phone.call?.phase === 'ringing' ? softphone?.refuse() : softphone?.hangUp()
      case 'mute':
        return softphone?.setMuted(!phone.call?.muted)
      case 'hold':
        return phone.second ? softphone?.swap() : softphone?.setHeld(!phone.call?.held)
      case 'transfer':
        if (mayHandOn(view) && !phone.second) openTransfer()
        return
      case 'hand-over':
        return press('consult-hand-over')
      case 'swap':
        return softphone?.swap()
      case 'together':
        return press('consult-together')
      case 'digits':
        return press('talk-digits')
      case 'available':
        // An operator whom nobody could reach or hear must not get calls; the panel says what is the matter.
        if (canTakeCalls(phone, elsewhere) && (view.kind === 'offline' || view.kind === 'paused' || (view.kind === 'wrap-up' && mayFinish))) wish.mutate({ state: 'available' })
        return
      case 'finish-wrap-up':
        if (view.kind === 'wrap-up' && mayFinish) wish.mutate({ state: 'available' })
        return
      case 'pause':
        return openPause()
      case 'work':
        document.querySelector<HTMLElement>('[data-testid="work-list"] a')?.focus()
        return
      case 'write':
        document.querySelector<HTMLElement>('[data-testid="ticket-description"]')?.focus()
        return
      case 'call-help':
        document.querySelector<HTMLElement>('[data-testid="help-call"]')?.click()
        return
      case 'knowledge':
        return openKnowledge()
      case 'sound-check':
        document.querySelector<HTMLElement>('[data-testid="sound-check"]')?.click()
        return
      case 'help':
        return openHelp()
      default:
        return command satisfies never
    }
  }
  useKeys(run)
  return { run, setState: wish.mutate, settingState: wish.isPending, refused: wish.error }
}

const press = (testId: string) => document.querySelector<HTMLElement>(`[data-testid="${testId}"]`)?.click()

function useKeys(run: (command: DeskCommand) => void): void {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.repeat) return
      const target = event.target as HTMLElement
      const command = commandOf(event, target.isContentEditable || target.tagName === 'INPUT' || target.tagName === 'TEXTAREA')
      if (!command) return
      event.preventDefault()
      latest.current(command)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
