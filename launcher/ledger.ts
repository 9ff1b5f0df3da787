// npm run ledger -- --from … --to …: with the queue_log of `npm start`, or the one that QUEUE_LOG_FILE names.
import { runOnDatabase } from './run-on-database.js'
import { queueLogFile } from './stack.js'

await runOnDatabase('ledger/compare-ledger.main.js', (instance) => ({ QUEUE_LOG_FILE: queueLogFile(instance) }))
