export { isTicketCode, makeTicketCode, spokenGroups } from './ticket-code.js'
