export { dialable } from './dialable.js'
export { numberKey } from './number-key.js'
