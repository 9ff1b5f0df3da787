// The floor of the console: queue events of AMI, broadcast by Socket.IO as they are. No mirror, no rights, no state.
import { createServer } from 'node:http'
import { AmiConnection } from '@app/asterisk'
import { Server } from 'socket.io'

const [port = '', amiPort = '', username = '', password = ''] = process.argv.slice(2)
const http = createServer((_request, response) => response.end('well'))
const io = new Server(http, { path: '/socket.io', serveClient: false })
const ami = new AmiConnection({ host: '127.0.0.1', port: Number(amiPort), username, password, onFault: (error) => process.stderr.write(`${error.message}\n`) })
ami.onEvent((event) => {
  const name = event['event'] ?? ''
  if (name.startsWith('Queue') || name.startsWith('Agent')) io.emit('event', name, event['interface'] ?? '')
})
ami.start()
http.listen(Number(port), '127.0.0.1')
