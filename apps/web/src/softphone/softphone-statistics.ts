type Way = { packets: number; bytes: number; audioEnergy: number }

/** Counters since the call began, as WebRTC's getStats() gives them. */
export type SoftphoneStatistics = {
  /** From Asterisk: what this person hears. */
  inbound: Way & { packetsLost: number; jitterSeconds: number }
  /** To Asterisk: what this person says. */
  outbound: Way
  roundTripSeconds: number | null
}

export async function readStatistics(connection: RTCPeerConnection): Promise<SoftphoneStatistics> {
  const statistics: SoftphoneStatistics = {
    inbound: { packets: 0, bytes: 0, audioEnergy: 0, packetsLost: 0, jitterSeconds: 0 },
    outbound: { packets: 0, bytes: 0, audioEnergy: 0 },
    roundTripSeconds: null,
  }
  const report = await connection.getStats()
  report.forEach((entry: Record<string, unknown>) => {
    const number = (name: string) => (typeof entry[name] === 'number' ? entry[name] : 0)
    if (entry['kind'] === 'audio' && entry['type'] === 'inbound-rtp') {
      statistics.inbound = {
        packets: number('packetsReceived'),
        bytes: number('bytesReceived'),
        audioEnergy: number('totalAudioEnergy'),
        packetsLost: number('packetsLost'),
        jitterSeconds: number('jitter'),
      }
    } else if (entry['kind'] === 'audio' && entry['type'] === 'outbound-rtp') {
      statistics.outbound.packets = number('packetsSent')
      statistics.outbound.bytes = number('bytesSent')
    } else if (entry['kind'] === 'audio' && entry['type'] === 'media-source') {
      statistics.outbound.audioEnergy = number('totalAudioEnergy')
    } else if (entry['type'] === 'remote-inbound-rtp' && typeof entry['roundTripTime'] === 'number') {
      statistics.roundTripSeconds = entry['roundTripTime']
    }
  })
  return statistics
}
