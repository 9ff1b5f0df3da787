import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'

const isTcpFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })

const isUdpFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = createSocket('udp4')
    socket.once('error', () => resolve(false))
    socket.bind(port, '127.0.0.1', () => socket.close(() => resolve(true)))
  })

/**
 * Keeps a port for as long as this process lives, however it ends: so two launchers never take the same ports while they still build.
 * @returns false when another has it
 */
export function holdPort(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => {
      server.unref()
      resolve(true)
    })
  })
}

/** The first of these ports that somebody else holds, or null. */
export async function takenPort(ports: { tcp: number[]; udp: number[] }): Promise<number | null> {
  for (const port of ports.tcp) if (!(await isTcpFree(port))) return port
  for (const port of ports.udp) if (!(await isUdpFree(port))) return port
  return null
}
