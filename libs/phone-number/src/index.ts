export { dialBy, type Dialler, type DialRefusal } from './dial-rules.js'
export { dialable } from './dialable.js'
export { numberKey } from './number-key.js'
