import { ATTACHMENT_TYPES, AttachmentType } from '@app/contracts'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { cleanName, disposition, nameDiffers } from './file-name.js'

const anyType = fc.constantFrom(...AttachmentType.options)

describe('the name of a file', () => {
  it.each<[string, AttachmentType, string]>([
    ['Ảnh hiện trường.JPG', 'image/jpeg', 'Ảnh hiện trường.JPG'],
    ['C:\\Users\\lan\\../anh.png', 'image/png', 'anh.png'],
    ['"><script>alert(1)<script>.png', 'image/png', '"><script>alert(1)<script>.png'],
    ['ảnh\u202egpj.png', 'image/png', 'ảnhgpj.png'],
    ['a\r\nSet-Cookie: x=1.pdf', 'application/pdf', 'aSet-Cookie: x=1.pdf'],
    ['image', 'image/webp', 'image.webp'],
    ['', 'audio/mpeg', 'file.mp3'],
    ['...', 'audio/ogg', '....ogg'],
  ])('%j of %s is kept as %j', (raw, type, kept) => {
    expect(cleanName(raw, type)).toBe(kept)
  })

  it('is never empty, never a path, never too long for its column, and stays what it is when kept again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), anyType, (raw, type) => {
        const kept = cleanName(raw, type)
        expect(kept).toMatch(/^[^/\\\r\n]+\.[A-Za-z0-9]{1,8}$/)
        expect([...kept].length).toBeLessThanOrEqual(130)
        expect(cleanName(kept, type)).toBe(kept)
      }),
    )
  })

  it('promises what the content is, or nothing', () => {
    for (const type of AttachmentType.options)
      for (const other of AttachmentType.options)
        for (const ending of ATTACHMENT_TYPES[other].endings) expect(nameDiffers(`a.${ending.toUpperCase()}`, type)).toBe(type !== other)
    expect([nameDiffers('a', 'image/png'), nameDiffers('.png', 'image/jpeg'), nameDiffers('a.exe', 'image/png'), nameDiffers('a.pdf.jpg', 'application/pdf')]).toEqual([false, false, true, true])
  })

  it('goes into a header as it is, and nothing more', () => {
    expect(disposition('inline', 'Ảnh "1".png')).toBe(`inline; filename="_nh_1_.png"; filename*=UTF-8''%E1%BA%A2nh%20%221%22.png`)
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => expect(disposition('attachment', name)).toMatch(/^attachment; filename="[\w.-]*"; filename\*=UTF-8''[\w.%~!-]*$/)))
  })
})
