const VI = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín']

/** 0–99 as Vietnamese says it: mười lăm, hai mươi mốt, hai mươi lăm, bốn mươi tư. @throws RangeError outside 0–99 */
export function vietnameseNumber(n: number): string {
  if (!Number.isInteger(n) || n < 0 || n > 99) throw new RangeError(`${n} is not a whole number between 0 and 99`)
  const tens = Math.floor(n / 10)
  const units = n % 10
  const digit = (d: number) => VI[d] ?? ''
  if (tens === 0) return digit(units)
  const head = tens === 1 ? 'mười' : `${digit(tens)} mươi`
  if (units === 0) return head
  if (units === 5) return `${head} lăm`
  if (tens > 1 && units === 1) return `${head} mốt`
  if (tens > 1 && units === 4) return `${head} tư`
  return `${head} ${digit(units)}`
}
