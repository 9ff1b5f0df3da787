import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, useSyncExternalStore, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLive, useLiveConnection } from '../live/live-context.js'
import { OneTab } from './one-tab.js'
import { onMicrophonePermissionChange } from './microphone.js'
import { whenPointedTo } from './point-to-tab.js'
import { flashTitle } from './ring.js'
import { retryLineAfter, SILENT_SOFTPHONE, type SoftphoneState } from './softphone-state.js'
import type { Softphone } from './softphone.js'
import { useGoneTalk } from './use-gone-talk.js'
import { useWaking } from './use-waking.js'
import { useVoiceQuality, type MeasuredVoice } from './use-voice-quality.js'

type OperatorPhone = {
  phone: SoftphoneState
  /** Another tab of this browser is the softphone. */
  elsewhere: boolean
  takeOver: () => void
  softphone: Softphone | null
  /** How the present talk sounds. */
  voice: MeasuredVoice | null
}

const PhoneContext = createContext<OperatorPhone>({ phone: SILENT_SOFTPHONE, elsewhere: false, takeOver: () => undefined, softphone: null, voice: null })

export const useOperatorPhone = () => useContext(PhoneContext)

const subscribeToNothing = () => () => undefined
const getSilent = () => SILENT_SOFTPHONE

/** Keeps the softphone of a signed-in operator registered, whichever page is open. */
export function OperatorPhoneProvider({ children }: { children: ReactNode }) {
  const audio = useRef<HTMLAudioElement>(null)
  const [softphone, setSoftphone] = useState<Softphone | null>(null)
  const [turn, setTurn] = useState<'waiting' | 'held' | 'lost'>('waiting')
  const oneTab = useRef<OneTab | null>(null)

  useEffect(() => {
    oneTab.current = new OneTab({ held: () => setTurn('held'), lost: () => setTurn('lost') })
    return () => oneTab.current?.close()
  }, [])

  useEffect(() => {
    let made: Softphone | null = null
    let gone = false
    void import('./softphone.js').then(({ Softphone }) => {
      if (gone || !audio.current) return
      made = new Softphone(audio.current)
      window.hotlineSoftphone = made
      setSoftphone(made)
    })
    return () => {
      gone = true
      made?.disconnect()
      delete window.hotlineSoftphone
    }
  }, [])

  const phone = useSyncExternalStore(softphone?.subscribe ?? subscribeToNothing, softphone?.getState ?? getSilent)
  useMicrophone(softphone)
  useLine(softphone, phone, turn === 'held')
  useGoneTalk(softphone, phone)
  useWaking(softphone)
  useGoodbye(softphone, phone)
  usePointedTo(turn === 'held')
  const voice = useVoiceQuality(softphone, phone)

  const takeOver = useCallback(() => oneTab.current?.take(), [])
  const value = useMemo(() => ({ phone, elsewhere: turn !== 'held', takeOver, softphone, voice }), [phone, turn, takeOver, softphone, voice])
  return (
    <PhoneContext value={value}>
      {children}
      <audio ref={audio} autoPlay data-testid="remote-audio" />
    </PhoneContext>
  )
}

function useMicrophone(softphone: Softphone | null): void {
  useEffect(() => {
    if (!softphone) return
    void softphone.checkMicrophone()
    const stop = onMicrophonePermissionChange(() => void softphone.checkMicrophone())
    return () => void stop.then((off) => off())
  }, [softphone])
}

/** Asks for a fresh line whenever there is none that works; never while a call is on it. */
function useLine(softphone: Softphone | null, phone: SoftphoneState, mayRegister: boolean): void {
  const live = useLiveConnection()
  const connected = useLive().connection === 'live'
  const failures = useRef(0)
  const [attempt, setAttempt] = useState(0)
  const inCall = phone.call !== null
  const { line } = phone
  const needed = mayRegister && connected && !inCall && (line === 'off' || line === 'failed')

  useEffect(() => {
    if (line === 'registered') failures.current = 0
  }, [line])

  useEffect(() => {
    if (!softphone || !needed) return
    let gone = false
    const wait = failures.current === 0 ? 0 : retryLineAfter(failures.current) * 1_000
    failures.current += 1
    const timer = setTimeout(() => {
      live.registerSoftphone().then(
        (sipLine) => !gone && softphone.connect(sipLine, { register: true }),
        () => !gone && setAttempt((before) => before + 1),
      )
    }, wait)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [softphone, needed, live, attempt])

  useEffect(() => {
    if (!softphone || mayRegister) return
    // The talk goes where the softphone goes: to the tab that took it.
    softphone.breakOff()
    softphone.disconnect()
  }, [softphone, mayRegister])
}

/** Another tab asks where the telephone is: here. */
function usePointedTo(here: boolean): void {
  const { t } = useTranslation()
  const title = t('deskGuards.phoneIsHere')
  useEffect(() => (here ? whenPointedTo(() => flashTitle(title)) : undefined), [here, title])
}

/** A reload would interrupt the talk: ask first, and if it goes on, tell Asterisk, which keeps the caller for this operator. */
function useGoodbye(softphone: Softphone | null, phone: SoftphoneState): void {
  const inCall = phone.call !== null
  useEffect(() => {
    if (!softphone || !inCall) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    const leave = () => softphone.breakOff()
    window.addEventListener('beforeunload', ask)
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('beforeunload', ask)
      window.removeEventListener('pagehide', leave)
    }
  }, [softphone, inCall])
}
