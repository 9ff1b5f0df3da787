export { Calendar, type WorkingHours } from './calendar.js'
export { addWorkingTime, isOpen, NeverOpen, workingTimeBetween } from './working-time.js'
