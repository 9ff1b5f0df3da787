import { describe, expect, it } from '@jest/globals'
import { fillRequestTemplate, placeOf } from './request-template.js'

describe('a request out of a template', () => {
  it.each([
    ['url', 'https://x/?q={text}', 'https://x/?q=a%26b%20%22c%22'],
    ['json', '{"text":"{text}","n":{"m":1}}', '{"text":"a&b \\"c\\"","n":{"m":1}}'],
    ['xml', '<s>{text}</s>', '<s>a&#38;b &#34;c&#34;</s>'],
    ['form', 'text={text}', 'text=a%26b%20%22c%22'],
    ['plain', '{text}', 'a&b "c"'],
  ] as const)('escapes for its place: %s', (place, template, filled) => {
    expect(fillRequestTemplate(template, { text: 'a&b "c"' }, place)).toBe(filled)
  })

  it('leaves braces that name nothing, and fills what was filled in no second time', () => {
    expect(fillRequestTemplate('{text} {other} {toString}', { text: '{other}' }, 'plain')).toBe('{other} {other} {toString}')
  })

  it.each([
    ['application/json; charset=utf-8', 'json'],
    ['application/ssml+xml', 'xml'],
    ['application/x-www-form-urlencoded', 'form'],
    ['text/plain', 'plain'],
  ])('knows the place by the content type: %s', (type, place) => {
    expect(placeOf(type)).toBe(place)
  })
})
