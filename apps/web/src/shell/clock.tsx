import { formatClock } from '../format/durations.js'

/** A running clock that does not tremble: the font has no tabular digits, so each digit gets the same room. */
export const Clock = ({ seconds }: { seconds: number }) => (
  <span className="clock">{[...formatClock(seconds)].map((sign, index) => (sign === ':' ? sign : <span key={index}>{sign}</span>))}</span>
)
