import { crc32, deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'

/** A photo of noise, so that it has a size and no two are the same unless the seed is. */
export async function photoOf(seed: number, { width = 320, height = 240 } = {}): Promise<Sharp> {
  const pixels = Buffer.alloc(width * height * 3)
  for (let i = 0, value = seed * 7919 + 1; i < pixels.length; i++) pixels[i] = (value = (value * 1103515245 + 12345) % 2147483648) >> 16
  return sharp(pixels, { raw: { width, height, channels: 3 } })
}

/** As a telephone in Cao Lãnh takes it: place, time, its own name, and lying on its side. */
export async function phonePhoto(seed: number): Promise<Buffer> {
  const plain = await (await photoOf(seed)).jpeg().withExif({ IFD0: { Make: 'Telephone', Model: 'Secret of Lan' }, IFD2: { DateTimeOriginal: '2026:11:24 08:30:00' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '10/1 27/1 3000/100', GPSLongitudeRef: 'E', GPSLongitude: '105/1 37/1 5900/100' } }).toBuffer()
  return sharp(plain).keepMetadata().withMetadata({ orientation: 6 }).toBuffer()
}

/** The least that every reader opens; `words` make each another one. */
export const pdfOf = (words: string): Buffer =>
  Buffer.from(`%PDF-1.4\n%${words}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\nxref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Size 4>>\nstartxref\n9\n%%EOF\n`)

/** A PNG of a few kilobytes that unfolds to `side` × `side` pixels. */
export function bombOf(side: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head[8] = 1 // bit a pixel, grey
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    check.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, check])
  }
  const rows = deflateSync(Buffer.alloc(side * (1 + Math.ceil(side / 8))))
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
}
