export type SilentTrack = { track: MediaStreamTrack; close: () => void }

/** What is sent where there is no microphone: silence, so that the other side's end does not take the talk for dead (rtp_timeout). */
export function openSilentTrack(): SilentTrack {
  const context = new AudioContext()
  const destination = context.createMediaStreamDestination()
  // Without a source nothing is sent at all.
  const nothing = new ConstantSourceNode(context, { offset: 0 })
  nothing.connect(destination)
  nothing.start()
  void context.resume()
  const [track] = destination.stream.getAudioTracks()
  if (!track) throw new Error('an AudioContext gave no track')
  return {
    track,
    close: () => {
      track.stop()
      void context.close()
    },
  }
}
