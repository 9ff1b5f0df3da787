import { useEffect, useState } from 'react'

/** The sound devices of this machine, as they come and go. Their names are known once the microphone was allowed. */
export function useSoundDevices(): MediaDeviceInfo[] {
  const [devices, setDevices] = useState<MediaDeviceInfo[]>([])
  useEffect(() => {
    const media = navigator.mediaDevices as MediaDevices | undefined
    if (!media) return
    const look = () => void media.enumerateDevices().then(setDevices)
    look()
    media.addEventListener('devicechange', look)
    return () => media.removeEventListener('devicechange', look)
  }, [])
  return devices
}
