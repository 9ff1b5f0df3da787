export { generationOf, openJournal, type PlacedLine, putAside, readLines, statJournal } from './journal-file.js'
export { journalBegins, journalLines, type JournalBatch } from './journal-lines.js'
