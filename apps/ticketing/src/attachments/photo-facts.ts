import exif from 'exif-reader'

export interface PhotoFacts {
  takenAt: Date | null
  /** WGS 84, degrees. */
  place: { latitude: number; longitude: number } | null
}

/** Cameras that say no offset are taken to be in Việt Nam. */
const VIETNAM_OFFSET = '+07:00'

/** When and where a photo was taken, by what its camera wrote into it; what is damaged or makes no sense is as good as absent. */
export function photoFacts(block: Buffer | undefined): PhotoFacts {
  const written = block && read(block)
  if (!written) return { takenAt: null, place: null }
  return { takenAt: momentOf(written.Photo?.DateTimeOriginal, written.Photo?.OffsetTimeOriginal), place: placeOf(written.GPSInfo ?? {}) }
}

/** Cameras and editors write what they like; a photo is none the worse for it. */
function read(block: Buffer): exif.Exif | null {
  try {
    return exif(block)
  } catch {
    return null
  }
}

/** The reader gives the clock on the wall as if it were UTC. */
function momentOf(wall: unknown, offset: unknown): Date | null {
  if (!(wall instanceof Date) || Number.isNaN(wall.getTime())) return null
  const zone = typeof offset === 'string' && /^[+-]\d\d:\d\d$/.test(offset) ? offset : VIETNAM_OFFSET
  const at = new Date(wall.toISOString().replace('Z', zone))
  return Number.isNaN(at.getTime()) || at.getUTCFullYear() < 1990 || at.getUTCFullYear() > 2100 ? null : at
}

interface Gps {
  GPSLatitude?: unknown
  GPSLatitudeRef?: unknown
  GPSLongitude?: unknown
  GPSLongitudeRef?: unknown
}

/** Degrees, minutes and seconds as degrees. A camera without a fix writes zeros, which is a place in the sea. */
export function placeOf(gps: Gps): PhotoFacts['place'] {
  const latitude = degrees(gps.GPSLatitude, gps.GPSLatitudeRef, 'N', 'S', 90)
  const longitude = degrees(gps.GPSLongitude, gps.GPSLongitudeRef, 'E', 'W', 180)
  if (latitude === null || longitude === null || (latitude === 0 && longitude === 0)) return null
  return { latitude, longitude }
}

function degrees(parts: unknown, side: unknown, positive: string, negative: string, most: number): number | null {
  if (!Array.isArray(parts) || parts.length !== 3 || (side !== positive && side !== negative)) return null
  const [degree, minute, second] = (parts as unknown[]).map(Number) as [number, number, number]
  const value = degree + minute / 60 + second / 3600
  if (!Number.isFinite(value) || value < 0 || value > most) return null
  return Math.round(value * 1e6) / 1e6 * (side === negative ? -1 : 1)
}
