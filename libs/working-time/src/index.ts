export { addWorkingDays, addWorkingTime, isOpen, NeverOpen, workingTimeBetween } from './working-time.js'
