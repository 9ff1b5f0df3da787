import { writeFile } from 'node:fs/promises'
import sharp from 'sharp'
import { fileRefusal } from './attachment-refusals.js'
import { photoFacts, type PhotoFacts } from './photo-facts.js'

/** More would be a bomb: a few kilobytes that unfold to gigabytes. The largest photos of telephones have 50 million. */
export const MOST_PIXELS = 64_000_000
/** The longer side of what is shown, in pixels, and of a thumbnail's square. */
const SHOWN_SIDE = 2560
const THUMB_SIDE = 320

// A photo comes once: what libvips would keep of it is lost memory.
sharp.cache(false)

export interface CopiedPhoto extends PhotoFacts {
  /** Of the shown copy's original, the right way up. */
  width: number
  height: number
}

/**
 * Really decodes a photo and makes what is shown of it: upright, no larger than a screen, with nothing in it but the picture (no EXIF, XMP,
 * IPTC, comments, embedded thumbnails).
 * @throws RefusedError 415 for a damaged or monstrous one
 */
export async function copyPhoto(path: string, { shown, thumb }: { shown: string; thumb: string }): Promise<CopiedPhoto> {
  const copied = await decode(path).catch((error: unknown) => {
    throw error instanceof Error && error.message.includes('exceeds pixel limit') ? fileRefusal.tooManyPixels(MOST_PIXELS) : fileRefusal.damaged()
  })
  await writeFile(shown, copied.shown)
  await writeFile(thumb, copied.thumb)
  return copied.photo
}

async function decode(path: string): Promise<{ photo: CopiedPhoto; shown: Buffer; thumb: Buffer }> {
  const source = sharp(path, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
  const { autoOrient, exif } = await source.metadata()
  const shown = await source.autoOrient().resize(SHOWN_SIDE, SHOWN_SIDE, { fit: 'inside', withoutEnlargement: true }).toBuffer()
  const thumb = await sharp(shown).resize(THUMB_SIDE, THUMB_SIDE, { fit: 'cover' }).flatten({ background: 'white' }).jpeg({ quality: 75 }).toBuffer()
  return { photo: { width: autoOrient.width, height: autoOrient.height, ...photoFacts(exif) }, shown, thumb }
}
