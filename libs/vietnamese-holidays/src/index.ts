export { HolidayOptions } from './holiday-options.js'
export { type Holiday, holidayOn, holidaysOf } from './holidays.js'
export { type LunarDate, lunarToSolar, solarToLunar } from './lunar-calendar.js'
