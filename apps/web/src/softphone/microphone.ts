import { readSoundSettings } from './sound-settings.js'
import type { Microphone } from './softphone-state.js'

const SWITCH = 'hotline.microphone-processing'

/** Echo and noise treatment is on unless switched off in this browser (headsets with their own treatment; sound tests). */
export function microphoneConstraints(): MediaStreamConstraints {
  const treat = localStorage.getItem(SWITCH) !== 'off'
  const { microphone } = readSoundSettings()
  // Ideal, not exact: a call must not fail because a headset was left at home.
  return { audio: { ...(microphone ? { deviceId: { ideal: microphone } } : {}), echoCancellation: treat, noiseSuppression: treat, autoGainControl: treat }, video: false }
}

/** Asks for the microphone, gives it back at once, and says whether a call could use it. */
export async function checkMicrophone(): Promise<Microphone> {
  // Browsers give no media devices to a page that came over plain http from another machine.
  if (!navigator.mediaDevices) return 'absent'
  try {
    const stream = await navigator.mediaDevices.getUserMedia(microphoneConstraints())
    for (const track of stream.getTracks()) track.stop()
    return 'granted'
  } catch (error) {
    return error instanceof DOMException && error.name === 'NotAllowedError' ? 'refused' : 'absent'
  }
}

/** Calls back when the person changes the page's permission in the browser's own settings. */
export async function onMicrophonePermissionChange(changed: () => void): Promise<() => void> {
  // Firefox before 131 does not know this permission's name; then the person presses "check again".
  const permission = await navigator.permissions?.query({ name: 'microphone' as PermissionName }).catch(() => null)
  permission?.addEventListener('change', changed)
  return () => permission?.removeEventListener('change', changed)
}
