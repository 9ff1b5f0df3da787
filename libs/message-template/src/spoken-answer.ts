/**
 * What a person can take in on a telephone: as many whole sentences as fit, and that there is more.
 * @param longest letters @param cut what is said instead of the rest
 */
export function spokenAnswer(text: string, longest: number, cut: string): string {
  const flat = text.replace(/\s+/g, ' ').trim()
  if (flat.length <= longest) return flat
  const head = flat.slice(0, longest)
  const sentence = [...head.matchAll(/[.!?…;](?=\s|$)/g)].at(-1)
  const end = sentence && sentence.index >= longest / 3 ? sentence.index + 1 : head.lastIndexOf(' ')
  const kept = (end > 0 ? head.slice(0, end) : head).trim()
  return `${/[.!?…]$/.test(kept) ? kept : `${kept.replace(/[;,]$/, '')}.`} ${cut}`.trim()
}
