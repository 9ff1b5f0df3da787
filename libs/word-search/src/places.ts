/**
 * Numbers of tickets that have a word, within one block of BLOCK_SIZE: two bytes each, little endian, ascending. A set of a full block has
 * 8 KB.
 */
export const BLOCK_SIZE = 4096
const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

export const blockOf = (id: number): number => Math.floor(id / BLOCK_SIZE)
export const offsetOf = (id: number): number => id % BLOCK_SIZE

/** @throws RangeError for what is no such set */
export function readPlaces(bytes: Buffer): Uint16Array {
  if (bytes.length % 2 !== 0) throw new RangeError(`${bytes.length} bytes are no set of places`)
  // A copy, for a view must begin at an even address.
  const copy = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer
  if (!LITTLE_ENDIAN) Buffer.from(copy).swap16()
  return new Uint16Array(copy)
}

export function writePlaces(places: Iterable<number>): Buffer {
  const sorted = Uint16Array.from(new Set(places)).sort()
  const bytes = Buffer.allocUnsafe(sorted.length * 2)
  sorted.forEach((place, i) => bytes.writeUInt16LE(place, i * 2))
  return bytes
}

/** Places that are in every set; both ascending. */
export function inBoth(a: Uint16Array, b: Uint16Array): Uint16Array {
  const both: number[] = []
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const left = a[i] as number
    const right = b[j] as number
    if (left === right) both.push(left)
    if (left <= right) i++
    if (right <= left) j++
  }
  return Uint16Array.from(both)
}

/** Places that are in any of the sets, ascending. */
export function inAny(sets: readonly Uint16Array[]): Uint16Array {
  if (sets.length === 0) return new Uint16Array(0)
  if (sets.length === 1) return sets[0] as Uint16Array
  const there = new Uint8Array(BLOCK_SIZE)
  for (const set of sets) for (const place of set) there[place] = 1
  const any: number[] = []
  for (let place = 0; place < BLOCK_SIZE; place++) if (there[place] === 1) any.push(place)
  return Uint16Array.from(any)
}
