// npm run roll-ups
import { runOnDatabase } from './run-on-database.js'

await runOnDatabase('roll-ups/roll-ups.main.js')
