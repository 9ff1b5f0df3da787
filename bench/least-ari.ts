// The least that a Stasis app can do for the menu call: no state is kept, no way is written, no fallback is there. What ARI itself costs.
import { AriConnection } from '@app/asterisk'

const [url = '', username = '', password = '', app = ''] = process.argv.slice(2)
const ari = new AriConnection({ url, username, password, app, onFault: (error) => process.stderr.write(`${error.message}\n`) })
/** Channels whose key was pressed. */
const pressed = new Set<string>()

const beep = (channelId: string, nth: number) => void ari.play(channelId, `${channelId}:${nth}`, ['beep'], 'vi').catch(told)
const told = (error: unknown) => process.stderr.write(`${String(error)}\n`)

ari.onEvent((event) => {
  switch (event.type) {
    case 'StasisStart':
      return beep(event.channel.id, 1)
    case 'ChannelDtmfReceived':
      pressed.add(event.channel.id)
      return beep(event.channel.id, 2)
    case 'PlaybackFinished': {
      const channelId = event.playback.target_uri.replace(/^channel:/, '')
      if (pressed.delete(channelId)) void ari.hangup(channelId).catch(told)
      return
    }
    case 'StasisEnd':
    case 'ApplicationReplaced':
      return
    default:
      return event satisfies never
  }
})
ari.onConnected(() => void process.stdout.write('connected\n'))
ari.start()
