import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { PARTS, PAUSE, speak, SPOKEN_LANGUAGES, textOf, type SpokenLanguage, type SpokenValue } from './speak.js'

const say = (value: SpokenValue, language: SpokenLanguage) => textOf(speak(value, language), language)
const number = (n: number, language: SpokenLanguage) => say({ kind: 'number', n }, language)

// Reads words back to a number, by rules of its own: what a listener does.
const VI_UNITS: Record<string, number> = { không: 0, một: 1, mốt: 1, hai: 2, ba: 3, bốn: 4, tư: 4, năm: 5, lăm: 5, sáu: 6, bảy: 7, tám: 8, chín: 9 }
function heardInVietnamese(text: string): number {
  let total = 0
  let group = 0
  let unit = 0
  for (const word of text.split(' ')) {
    if (word in VI_UNITS) unit = VI_UNITS[word] ?? NaN
    else if (word === 'mười') [group, unit] = [group + 10, 0]
    else if (word === 'mươi') [group, unit] = [group + unit * 10, 0]
    else if (word === 'trăm') [group, unit] = [group + unit * 100, 0]
    else if (word === 'linh') unit = 0
    else {
      total += (group + unit) * ({ nghìn: 1e3, triệu: 1e6, tỷ: 1e9 }[word] ?? NaN)
      group = unit = 0
    }
  }
  return total + group + unit
}
const EN_WORDS: Record<string, number> = Object.fromEntries('zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ').map((word, n) => [word, n]))
'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').forEach((word, i) => (EN_WORDS[word] = (i + 2) * 10))
function heardInEnglish(text: string): number {
  let total = 0
  let group = 0
  for (const word of text.split(/[ -]/)) {
    if (word in EN_WORDS) group += EN_WORDS[word] ?? NaN
    else if (word === 'hundred') group *= 100
    else if (word !== 'and') {
      total += group * ({ thousand: 1e3, million: 1e6, billion: 1e9 }[word] ?? NaN)
      group = 0
    }
  }
  return total + group
}

describe('a number', () => {
  it.each([
    [0, 'không', 'zero'],
    [10, 'mười', 'ten'],
    [14, 'mười bốn', 'fourteen'],
    [15, 'mười lăm', 'fifteen'],
    [20, 'hai mươi', 'twenty'],
    [21, 'hai mươi mốt', 'twenty-one'],
    [24, 'hai mươi tư', 'twenty-four'],
    [25, 'hai mươi lăm', 'twenty-five'],
    [100, 'một trăm', 'one hundred'],
    [101, 'một trăm linh một', 'one hundred and one'],
    [105, 'một trăm linh năm', 'one hundred and five'],
    [111, 'một trăm mười một', 'one hundred and eleven'],
    [115, 'một trăm mười lăm', 'one hundred and fifteen'],
    [121, 'một trăm hai mươi mốt', 'one hundred and twenty-one'],
    [1_000, 'một nghìn', 'one thousand'],
    [1_005, 'một nghìn không trăm linh năm', 'one thousand and five'],
    [1_015, 'một nghìn không trăm mười lăm', 'one thousand and fifteen'],
    [2_026, 'hai nghìn không trăm hai mươi sáu', 'two thousand and twenty-six'],
    [10_010, 'mười nghìn không trăm mười', 'ten thousand and ten'],
    [105_000, 'một trăm linh năm nghìn', 'one hundred and five thousand'],
    [2_000_005, 'hai triệu không trăm linh năm', 'two million and five'],
    [21_000_000, 'hai mươi mốt triệu', 'twenty-one million'],
    [1_000_000_001, 'một tỷ không trăm linh một', 'one billion and one'],
  ])('%d', (n, vi, en) => expect([number(n, 'vi'), number(n, 'en')]).toEqual([vi, en]))

  it('up to 9,999 is heard as it was meant', () => {
    for (let n = 0; n < 10_000; n++) expect([n, heardInVietnamese(number(n, 'vi')), heardInEnglish(number(n, 'en'))]).toEqual([n, n, n])
  })

  it('of any size is heard as it was meant', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (n) => {
        expect(heardInVietnamese(number(n, 'vi'))).toBe(n)
        expect(heardInEnglish(number(n, 'en'))).toBe(n)
      }),
    )
  })

  it.each([-1, 0.5, NaN, 1e12])('%p is refused', (n) => expect(() => number(n, 'vi')).toThrow(RangeError))
})

describe('other values', () => {
  it.each<[SpokenValue, string, string]>([
    [{ kind: 'code', digits: '424259467' }, 'bốn hai bốn, hai năm chín, bốn sáu bảy', 'four two four, two five nine, four six seven'],
    [{ kind: 'phone', digits: '0912345678' }, 'không chín một hai, ba bốn năm, sáu bảy tám', 'zero nine one two, three four five, six seven eight'],
    [{ kind: 'date', date: '2026-04-15' }, 'ngày mười lăm tháng tư năm hai nghìn không trăm hai mươi sáu', 'the fifteenth of April twenty twenty-six'],
    [{ kind: 'date', date: '2005-12-21' }, 'ngày hai mươi mốt tháng mười hai năm hai nghìn không trăm linh năm', 'the twenty-first of December two thousand and five'],
    [{ kind: 'time', time: '17:00' }, 'mười bảy giờ', 'five p m'],
    [{ kind: 'time', time: '08:05' }, 'tám giờ năm phút', 'eight oh five a m'],
    [{ kind: 'time', time: '00:30' }, 'không giờ ba mươi phút', 'twelve thirty a m'],
    [{ kind: 'money', dong: 150_000 }, 'một trăm năm mươi nghìn đồng', 'one hundred and fifty thousand dong'],
    [{ kind: 'wait', seconds: 59 }, 'dưới một phút', 'less than a minute'],
    [{ kind: 'wait', seconds: 60 }, 'khoảng một phút', 'about one minute'],
    [{ kind: 'wait', seconds: 241 }, 'khoảng năm phút', 'about five minutes'],
    [{ kind: 'wait', seconds: 4_200 }, 'khoảng một giờ mười phút', 'about one hour ten minutes'],
    [{ kind: 'wait', seconds: 7_200 }, 'khoảng hai giờ', 'about two hours'],
  ])('%j', (value, vi, en) => expect([say(value, 'vi'), say(value, 'en')]).toEqual([vi, en]))

  it.each<SpokenValue>([{ kind: 'code', digits: '12a' }, { kind: 'code', digits: '' }, { kind: 'date', date: '2026-13-01' }, { kind: 'time', time: '24:00' }, { kind: 'wait', seconds: -1 }])('%j is refused', (value) =>
    expect(() => speak(value, 'vi')).toThrow(RangeError),
  )
})

describe('the vocabulary', () => {
  const used = Object.fromEntries(SPOKEN_LANGUAGES.map((language) => [language, new Set<string>()])) as Record<SpokenLanguage, Set<string>>
  const hear = (value: SpokenValue) => SPOKEN_LANGUAGES.forEach((language) => speak(value, language).forEach((part) => used[language].add(part)))

  it('has every part that is used, and none that nothing uses', () => {
    for (let n = 0; n < 10_000; n++) hear({ kind: 'number', n })
    hear({ kind: 'number', n: 1_001_001_001 })
    hear({ kind: 'code', digits: '123456' })
    hear({ kind: 'money', dong: 1 })
    for (let day = Date.UTC(2023, 0, 1); day < Date.UTC(2029, 0, 1); day += 86_400_000) hear({ kind: 'date', date: new Date(day).toISOString().slice(0, 10) })
    for (let minute = 0; minute < 24 * 60; minute++) hear({ kind: 'time', time: `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}` })
    for (let seconds = 0; seconds < 4 * 3600; seconds += 30) hear({ kind: 'wait', seconds })
    for (const language of SPOKEN_LANGUAGES) expect([...used[language]].filter((part) => part !== PAUSE).sort()).toEqual(Object.keys(PARTS[language]).sort())
  })
})
