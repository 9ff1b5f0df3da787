import type { Softphone } from './softphone/softphone.js'

declare global {
  interface Window {
    /** The page's softphone, so that sound can be measured: `await window.hotlineSoftphone.statistics()`. */
    hotlineSoftphone?: Softphone
  }
}
