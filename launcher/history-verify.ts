// npm run history:verify
import { runOnDatabase } from './run-on-database.js'

await runOnDatabase('history/verify-history.main.js')
