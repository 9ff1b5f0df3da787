// npm run history:verify: follows the history of all tickets and names the first link that is broken. Exit 0: whole; 1: broken; 2: not looked at.
import 'reflect-metadata'
import { openDatabase } from '../database/open-database.js'
import { verifyHistory, type Break } from './verify-history.js'

const SENTENCES: Record<Break['what'], string> = {
  missing: 'Link {seq} is missing.',
  changed: 'Link {seq} is not as it was written, or one before it was exchanged.',
  ticket: 'Ticket {code} is not as its last link ({seq}) says: its state, department, category or deadline was changed beside the history.',
  text: 'What was written with link {seq} is not what is there now.',
  unchained: 'No link tells of ticket {code}.',
}

const source = await openDatabase()
const { links, broken, erased = 0 } = await verifyHistory(source)
await source.destroy()
if (broken) {
  process.stdout.write(`✗ ${SENTENCES[broken.what].replace('{seq}', String(broken.seq)).replace('{code}', 'code' in broken ? broken.code : '')}\n`)
  process.exit(1)
}
process.stdout.write(`✓ The history is whole: ${links} links${erased === 0 ? '' : `; ${erased} texts were erased for their persons' sake`}.\n`)
