import { STAFF_LIMITS } from '@app/contracts'
import { describe, expect, it } from '@jest/globals'
import { acceptedTypes, formatSize, seemingKind, tooLarge } from './too-large.js'

const MB = 1024 * 1024

describe('a file before it is sent', () => {
  it.each<[string, number, number | null]>([
    ['anh.JPG', 50 * MB, 15],
    ['anh.jpg', 15 * MB, null],
    ['don.pdf', 16 * MB, null],
    ['don.pdf', 21 * MB, 20],
    ['ghi-am.mp3', 25 * MB, null],
    ['khong-duoi', 26 * MB, 25],
  ])('%s of %i bytes: at most %s MB', (name, size, most) => {
    expect(tooLarge({ name, size }, STAFF_LIMITS)).toBe(most)
  })

  it('is named by its ending', () => {
    expect(['a.jpeg', 'b.WEBP', 'c.opus', 'd.exe', 'e'].map(seemingKind)).toEqual(['photo', 'photo', 'sound', null, null])
    expect(acceptedTypes('photo', 'document')).toBe('image/jpeg,image/png,image/webp,application/pdf')
    expect([formatSize(10, 'vi'), formatSize(350 * 1024, 'vi'), formatSize(4.25 * MB, 'vi'), formatSize(4.25 * MB, 'en')]).toEqual(['1 KB', '350 KB', '4,3 MB', '4.3 MB'])
  })
})
