/** A form sends an empty text where nothing was written: that is no value. */
export const blankToNull = (value: unknown): unknown => (typeof value === 'string' && value.trim() === '' ? null : value)
