import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import sharp from 'sharp'
import { photoFacts, placeOf } from './photo-facts.js'

const exifOf = async (photo: Record<string, string>, gps: Record<string, string>) =>
  (await sharp(await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } }).jpeg().withExif({ IFD2: photo, IFD3: gps }).toBuffer()).metadata()).exif

describe('what a camera wrote', () => {
  it('is read as place and moment', async () => {
    const block = await exifOf({ DateTimeOriginal: '2026:11:24 08:30:00' }, { GPSLatitudeRef: 'N', GPSLatitude: '10/1 27/1 3000/100', GPSLongitudeRef: 'E', GPSLongitude: '105/1 37/1 5900/100' })
    expect(photoFacts(block)).toEqual({ takenAt: new Date('2026-11-24T01:30:00Z'), place: { latitude: 10.458333, longitude: 105.633056 } })
  })

  it('is the zone that the camera says', async () => {
    expect(photoFacts(await exifOf({ DateTimeOriginal: '2026:11:24 08:30:00', OffsetTimeOriginal: '+09:00' }, {})).takenAt).toEqual(new Date('2026-11-23T23:30:00Z'))
  })

  it('is nothing where it is absent, damaged or makes no sense', async () => {
    expect(photoFacts(undefined)).toEqual({ takenAt: null, place: null })
    expect(photoFacts(Buffer.from('Exif\0\0MM\0*\0\0\xff\xff'))).toEqual({ takenAt: null, place: null })
    expect(photoFacts(await exifOf({ DateTimeOriginal: '0000:00:00 00:00:00' }, {})).takenAt).toBeNull()
    const none = [{}, { GPSLatitude: [0, 0, 0], GPSLatitudeRef: 'N', GPSLongitude: [0, 0, 0], GPSLongitudeRef: 'E' }, { GPSLatitude: [91, 0, 0], GPSLatitudeRef: 'N', GPSLongitude: [1, 0, 0], GPSLongitudeRef: 'E' }, { GPSLatitude: [10, 0, 0], GPSLongitude: [1, 0, 0], GPSLongitudeRef: 'E' }]
    expect(none.map(placeOf)).toEqual(none.map(() => null))
  })

  it('holds for the whole earth', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 89.9, noNaN: true }), fc.double({ min: 0.01, max: 179.9, noNaN: true }), fc.boolean(), fc.boolean(), (latitude, longitude, south, west) => {
        const sexagesimal = (value: number) => [Math.floor(value), Math.floor((value % 1) * 60), (((value % 1) * 60) % 1) * 60]
        const place = placeOf({ GPSLatitude: sexagesimal(latitude), GPSLatitudeRef: south ? 'S' : 'N', GPSLongitude: sexagesimal(longitude), GPSLongitudeRef: west ? 'W' : 'E' })
        expect(place?.latitude).toBeCloseTo(south ? -latitude : latitude, 5)
        expect(place?.longitude).toBeCloseTo(west ? -longitude : longitude, 5)
      }),
    )
  })
})
